import type { FlagInput, OwnActionType, TextInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** Path of a YAML file that says which versions to build (see the README). A file that is empty or not there means the series of the latest stable version. Cannot stand beside `version`, `release-types` or `variants`. */
  readonly 'filter-file'?: TextInput;
  /** Full versions or globs such as `3.14.*`, separated by spaces, commas or newlines. Without it, and without `filter-file`, the latest release is selected. */
  readonly version?: TextInput;
  /** Any of `alpha`, `beta`, `rc` and `stable`. Without it, `stable`. */
  readonly 'release-types'?: TextInput;
  /** Any of `default` and `freethreaded`, which is built under the arch `<arch>-freethreaded` for every version of which the upstream manifest has such files. Without it, `default`. */
  readonly variants?: TextInput;
  /** Path or `https://` URL of the manifest that lists what can be built. Default: `https://raw.githubusercontent.com/actions/python-versions/main/versions-manifest.json`. */
  readonly 'upstream-manifest'?: TextInput;
  /** Paths or globs of your own manifests, one a line. What they list already is left out of the matrix. A path must be there; before the first manifest exists, a glob such as `versions-manifest{,s/*}.json` finds nothing, and nothing is left out. */
  readonly published?: TextInput;
  /** Set to `false` to build again what `published` lists. Default: `true`. */
  readonly 'skip-published'?: FlagInput;
  /** Arches in the words of the manifests, such as `ppc64le s390x`. */
  readonly arches: TextInput;
  /** Platform in the words of the manifests. Default: `linux`. */
  readonly platform?: TextInput;
  /** Versions of the platform, such as `22.04 24.04`. In quotes, because YAML would take `20.10` for the number 20.1. Leave it out where one build serves every version of the platform. */
  readonly 'platform-versions'?: TextInput;
  /** Label of the runner, or a list of labels in brackets, with the placeholders `{version}`, `{platform}`, `{platform_version}`, `{arch}`, `{base_arch}` (the arch without its variant) and `{variant}`. Default: `ubuntu-{platform_version}-{base_arch}`. */
  readonly 'runner-template'?: TextInput;
  /** YAML mapping from arch to a label or a list of labels, with the same placeholders, for arches that `runner-template` does not fit. */
  readonly 'runner-labels'?: TextInput;
  /** YAML list of partial rows to leave out, such as `- {version: 3.10.*, arch: s390x}`. Fields: `version`, `arch`, `base-arch`, `variant`, `platform`, `platform-version`; values are globs or lists of them. */
  readonly exclude?: TextInput;
  /** What stands before the version in a tag, such as `v`. No slash. */
  readonly 'tag-prefix'?: TextInput;
  /** Build at most this many versions, the latest first. Together with `published`, each run goes on where the one before it stopped. */
  readonly 'max-versions'?: TextInput;
  /** Fail above this many rows. GitHub allows 256. Default: `256`. */
  readonly 'max-rows'?: TextInput;
  /** Time for reading the upstream manifest, retries included. Default: `2m`. */
  readonly deadline?: TextInput;
};

type Outputs = {
  /** JSON `{"include": [row, …]}` for `strategy.matrix`. Each row has `tag`, `version`, `arch`, `base-arch`, `variant`, `platform`, `platform-version`, `runner` and `key`. */
  readonly matrix: string;
  /** JSON list of the keys of all rows, for the input `expected` of manifest-merge. */
  readonly expected: string;
  /** JSON list of the versions that have a row, latest first. */
  readonly versions: string;
  /** The latest version that the filter selects, published or not; empty when it selects none. */
  readonly latest: string;
  /** Number of rows. */
  readonly count: string;
  /** `true` when there is nothing to build. GitHub refuses an empty matrix, so ask for `false` in the `if:` of the job. */
  readonly empty: string;
  /** Evidence as JSON (`gatehouse.select-versions/v1`), what was read, selected and left out, and why. */
  readonly evidence: string;
};

/** Plans a matrix of versions to build, every row written out, from a filter and an upstream manifest. */
export type SelectVersions = OwnActionType<Inputs, keyof Outputs>;
