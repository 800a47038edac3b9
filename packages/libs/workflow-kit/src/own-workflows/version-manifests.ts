import type { Input, Secret } from '../model/input.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';

// Generated from workflows-src by npm run docs. Do not edit.

type Inputs = {
  /** Path of a YAML file that says which versions to build, see select-versions. It is set aside where `version`, `release-types` or `variants` say it. */
  readonly 'filter-file': Input<'string', false>;
  /** Full versions or globs such as `3.14.*`, separated by spaces, commas or newlines. Without it, and without `filter-file`, the latest release is selected. */
  readonly version: Input<'string', false>;
  /** Any of `alpha`, `beta`, `rc` and `stable`. Without it, `stable`. */
  readonly 'release-types': Input<'string', false>;
  /** Any of `default` and `freethreaded`, which is built under the arch `<arch>-freethreaded` for every version of which the upstream manifest has such files. Without it, `default`. */
  readonly variants: Input<'string', false>;
  /** Path or `https://` URL of the manifest that lists what can be built. */
  readonly 'upstream-manifest': Input<'string', false>;
  /** Set to `false` to build again what `published` lists. */
  readonly 'skip-published': Input<'boolean', false>;
  /** Paths or globs of your own manifests on the branch of the run, one a line. What they list already is not built again. */
  readonly published: Input<'string', false>;
  /** Arches in the words of the manifests, such as `ppc64le s390x`. */
  readonly arches: Input<'string', true>;
  /** Platform in the words of the manifests. */
  readonly platform: Input<'string', false>;
  /** Versions of the platform, such as `22.04 24.04`. In quotes, because YAML would take `20.10` for the number 20.1. Leave it out where one build serves every version of the platform. */
  readonly 'platform-versions': Input<'string', false>;
  /** Label of the runner, or a list of labels in brackets, with the placeholders `{version}`, `{platform}`, `{platform_version}`, `{arch}`, `{base_arch}` (the arch without its variant) and `{variant}`. */
  readonly 'runner-template': Input<'string', false>;
  /** YAML mapping from arch to a label or a list of labels, with the same placeholders, for arches that `runner-template` does not fit. */
  readonly 'runner-labels': Input<'string', false>;
  /** YAML list of partial rows to leave out, such as `- {version: 3.10.*, arch: s390x}`. Fields: `version`, `arch`, `base-arch`, `variant`, `platform`, `platform-version`; values are globs or lists of them. */
  readonly exclude: Input<'string', false>;
  /** What stands before the version in a tag, such as `v`. No slash. */
  readonly 'tag-prefix': Input<'string', false>;
  /** Build at most this many versions, the latest first. Together with `published`, each run goes on where the one before it stopped. */
  readonly 'max-versions': Input<'string', false>;
  /** Path of the script in your repository that builds one leg and leaves its archives where `files` says. It reads TAG, VERSION, ARCH, BASE_ARCH, VARIANT, PLATFORM, PLATFORM_VERSION and KEY from its environment. */
  readonly 'build-script': Input<'string', false>;
  /** Time for one attempt. An attempt that takes longer is ended with everything it started, and counts as transient. Empty takes what is left of `deadline`. */
  readonly 'attempt-timeout': Input<'string', false>;
  /** How many attempts are made at most, from 1 to 100. */
  readonly 'max-attempts': Input<'string', false>;
  /** JavaScript regular expressions, one per line, case-insensitive. A failure is transient when a line of the output matches one and nothing final is found. */
  readonly 'transient-patterns': Input<'string', false>;
  /** Exit codes that are transient unless something final is found; 126 and 127 never are. */
  readonly 'retry-exit-codes': Input<'string', false>;
  /** Time for all attempts of the script and the pauses between them. */
  readonly deadline: Input<'string', false>;
  /** Minutes after which GitHub ends a leg. Leave it longer than `deadline`. */
  readonly 'leg-minutes': Input<'number', false>;
  /** Legs at a time. 256 is as many as there can be. */
  readonly 'max-parallel': Input<'number', false>;
  /** Globs of what the script leaves, one a line; `!` in front leaves files out. */
  readonly files: Input<'string', false>;
  /** Forms of an archive's name, one a line, of `{version}`, `{platform}`, `{platform_version}` and `{arch}`; brackets mark what files without a platform version leave out. */
  readonly 'name-template': Input<'string', false>;
  /** Glob patterns of file names that are left out, one per line, in addition to the scan reports, SBOMs, logs, gate results, checksums and signatures that are known. */
  readonly companions: Input<'string', false>;
  /** `true` reads the ELF headers inside each archive and refuses one for another arch than the leg’s; `if-any` lets archives without any ELF file pass; `false` looks at names only. */
  readonly inspect: Input<'string', false>;
  /** Globs of paths inside the archives that are not judged, one a line, such as `**\/testdata/**`. */
  readonly 'inspect-exempt': Input<'string', false>;
  /** Days that the artifact is kept. Empty takes the repository's setting. */
  readonly 'retention-days': Input<'string', false>;
  /** Upload to the release what lay beside the archives as well: scan reports, SBOMs, checksums, signatures. Each needs a name of its own: two legs that leave one name with different bytes are an error. */
  readonly 'upload-companions': Input<'boolean', false>;
  /** Replace files of a release that have the name of an archive and other bytes. Without it they are an error. */
  readonly 'replace-assets': Input<'boolean', false>;
  /** What may be written when expected keys are missing: `require-all`, `allow-missing` or `at-least: N`. */
  readonly policy: Input<'string', false>;
  /** `root` for one manifest, `version-arch` for `versions-manifests/{version}-{arch}.json`, or a path template of your own with `{version}`, `{arch}`, `{platform}`, `{platform_version}`, `{major}`, `{minor}`. */
  readonly layout: Input<'string', false>;
  /** Path of the root manifest in the repository. */
  readonly manifest: Input<'string', false>;
  /** `keep` what each file has, `always` or `never`. Line endings (LF or CRLF) are always kept. */
  readonly 'final-newline': Input<'string', false>;
  /** What happens to a version that is already published: `merge-files` keeps its other files, `replace-version` takes the new files only and reports lost keys, `error` refuses any difference. */
  readonly 'on-published': Input<'string', false>;
  /** What happens when a newer run has already written one of the files: `error`, or `skip` to leave those as they are. */
  readonly 'on-older-run': Input<'string', false>;
  /** Branch that is written. Empty takes the branch of the run, and is an error when the run is not on a branch. */
  readonly branch: Input<'string', false>;
  /** Author of the commit (writer `git`). */
  readonly 'author-name': Input<'string', false>;
  /** E-mail address of the author (writer `git`). */
  readonly 'author-email': Input<'string', false>;
  /** First line of the commit message. */
  readonly message: Input<'string', false>;
  /** Fix what the lint finds in the manifests before writing on them, and show the difference. Without it, a manifest with errors stops the merge. */
  readonly repair: Input<'boolean', false>;
  /** Add a `Signed-off-by` line for the author. */
  readonly 'sign-off': Input<'boolean', false>;
  /** `git` pushes with a lease, `api` lets GitHub make a signed commit. */
  readonly writer: Input<'string', false>;
  /** https URL of an upstream manifest, such as that of `upstream-manifest`. When set, the root manifest is made anew from it and the per-version files of this repository; `layout` has to be one for such files. */
  readonly 'merge-upstream': Input<'string', false>;
  /** Build, and show what would be published, but publish nothing. */
  readonly 'dry-run': Input<'boolean', false>;
  /** Label of the Linux runner for the jobs around the legs. They need bash, curl, git and jq. */
  readonly runner: Input<'string', false>;
};

type Secrets = {
  /** Token with `contents: write`, for releases or a branch that the token of the run may not write. */
  readonly token: Secret<false>;
};

type Outputs = {
  /** JSON list of the versions that have a row, latest first. */
  readonly versions: string;
  /** `complete`, `partial` or `empty`: how the parts cover the expected keys. Nothing where the parts could not be read. */
  readonly result: string;
  /** The commit that holds the result; empty when nothing changed, and in a dry run. */
  readonly commit: string;
  /** JSON list of expected keys without a part. */
  readonly missing: string;
};

/** Builds the versions that a filter selects, one leg for each machine. What the legs have built is checked together, goes into releases, and is named in the version manifests by exactly one commit. */
export type VersionManifests = OwnWorkflow<Inputs, Secrets, keyof Outputs>;
