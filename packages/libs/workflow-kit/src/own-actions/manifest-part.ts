import type { FlagInput, OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** What the leg made: `version-files` (archives of a version manifest), `image` (one platform of an image, pushed by digest) or `files` (files of any name). Default: `version-files`. */
  readonly kind?: WordInput<'version-files' | 'image' | 'files'>;
  /** Glob patterns of the files that the leg built, one per line; `!` in front leaves files out. Their sha256 and size are computed. For the kinds `version-files` (or give `assets` or `assets-file`) and `files`. */
  readonly files?: TextInput;
  /** JSON list of a release's assets: what `GET /repos/{owner}/{repo}/releases` answers (the assets, one release, or a list of releases), or the output of a step that made the release. */
  readonly assets?: TextInput;
  /** Path of a file that holds what `assets` takes. For lists too long for an environment variable. */
  readonly 'assets-file'?: TextInput;
  /** Repository (`owner/name`) of the release that offers the archives. Default: `${{ github.repository }}`. */
  readonly repository?: TextInput;
  /** Tag of the release that offers the archives. An `untagged-…` address of a draft becomes this tag's. Required for the kind `version-files`. */
  readonly tag?: TextInput;
  /** What stands before the version in the tag, such as `v`. */
  readonly 'tag-prefix'?: TextInput;
  /** Version of the archives, in full SemVer such as `3.15.0-alpha.5`. Empty takes `tag` without `tag-prefix`. */
  readonly version?: TextInput;
  /** Forms of an archive's name, one a line, of `{version}`, `{platform}`, `{platform_version}` and `{arch}`; brackets mark what files without a platform version leave out. Default: `python-{version}-{platform}[-{platform_version}]-{arch}.tar.gz`, `python-{version}-{platform}[-{platform_version}]-{arch}.tar.xz`, `python-{version}-{platform}[-{platform_version}]-{arch}.tar.zst`, `python-{version}-{platform}[-{platform_version}]-{arch}.zip`. */
  readonly 'name-template'?: TextInput;
  /** Glob patterns of file names that are left out, one per line, in addition to the scan reports, SBOMs, logs, gate results, checksums and signatures that are known. */
  readonly companions?: TextInput;
  /** Arch of the leg: `x64`, `arm64`, `x86`, `arm`, `ppc64le`, `s390x` or `riscv64`, with `-freethreaded` as suffix. Required with `files`; with a list of assets it takes this leg's archives only. */
  readonly arch?: TextInput;
  /** Platform of the leg: for version files `linux`, `darwin`, `win32` or `rhel` (required with `files`); for an image (required) and for files `os/arch` or `os/arch/variant`, such as `linux/arm64`. */
  readonly platform?: TextInput;
  /** Version of the platform, such as `24.04`. Empty stands for archives that serve every version, and with a list of assets for any. */
  readonly 'platform-version'?: TextInput;
  /** Matrix values of the leg as JSON, from the expression `toJSON(matrix)`. It is recorded in the part; its `arch`, `platform` and `platform-version` must not contradict the inputs. */
  readonly leg?: TextInput;
  /** Image that was pushed, without tag or digest, such as `ghcr.io/acme/widgets`. Required for the kind `image`. */
  readonly image?: TextInput;
  /** Digest under which the image was pushed, `sha256:` and 64 hexadecimal digits. Required for the kind `image`. */
  readonly digest?: TextInput;
  /** Annotations of the image, `name=value`, one per line. A value may hold spaces and `=`. */
  readonly annotations?: TextInput;
  /** Name of what the parts of several legs make together, such as the name of a product. Parts of different targets never meet in a merge, so two calls of one workflow in a run stay apart. Empty takes `image` for an image, and no target otherwise. */
  readonly target?: TextInput;
  /** Key of the part. Empty makes it from version, platform, platform version and arch (`3.14.2 / linux / 24.04 / ppc64le`), or takes `platform` for an image and for files. */
  readonly key?: TextInput;
  /** `true` reads the ELF headers inside each archive for `linux` and `rhel` and refuses one that is not for the leg's arch, or holds no ELF file; `if-any` lets the latter pass; `false` looks at names only. Needs `files`; for the kind `files` also `platform`. Default: `false`. */
  readonly inspect?: WordInput<'true' | 'false' | 'if-any'>;
  /** Globs of paths inside the archives that are not judged, one a line, such as `**\/testdata/**`. */
  readonly 'inspect-exempt'?: TextInput;
  /** Upload the part as an artifact of the run. `false` only writes the file. Default: `true`. */
  readonly upload?: FlagInput;
  /** Days that the artifact is kept. Empty takes the repository's setting. */
  readonly 'retention-days'?: TextInput;
  /** Time for uploading the part, retries included, such as `5m`. Default: `5m`. */
  readonly deadline?: TextInput;
  /** Folder to write the part into. Empty takes `gatehouse-parts` in the runner's temporary folder. */
  readonly 'output-dir'?: TextInput;
};

type Outputs = {
  /** Path of the part that was written. */
  readonly part: string;
  /** Name of its artifact, `manifest-part--<key>--<attempt>`, with `--of--<target>` after the key where there is a target. Set without an upload, too. */
  readonly 'artifact-name': string;
  /** Id of the uploaded artifact; empty without an upload. */
  readonly 'artifact-id': string;
  /** Key of the part. */
  readonly key: string;
  /** Number of archives or files in the part; 1 for an image. */
  readonly entries: string;
  /** Number of files that were left out, by reason, as JSON. */
  readonly excluded: string;
  /** sha256 of the part's canonical form, in hexadecimal. */
  readonly digest: string;
  /** Evidence as JSON (`gatehouse.manifest-part/v1`), what was found, decided and done. */
  readonly evidence: string;
};

/** Writes and uploads the part of one leg, from the archives it built or from the assets of a release. */
export type ManifestPart = OwnActionType<Inputs, keyof Outputs>;
