import type { FlagInput, OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** `merge`, or `lint`, which only reads the manifests where the merge would write them, reports every finding in all of them, and fails if one is an error. `lint` needs no parts. Default: `merge`. */
  readonly mode?: WordInput<'merge' | 'lint'>;
  /** Folder with parts that an earlier step downloaded, in any layout. Empty downloads the parts of this run, of all attempts. */
  readonly 'parts-dir'?: TextInput;
  /** Target of the parts, as in `manifest-part`. Parts of other targets, and those of images or other files, are left to other jobs of the run. Empty takes the parts without a target. */
  readonly target?: TextInput;
  /** `root` for one manifest, `version-arch` for `versions-manifests/{version}-{arch}.json`, or a path template of your own with `{version}`, `{arch}`, `{platform}`, `{platform_version}`, `{major}`, `{minor}`. Default: `root`. */
  readonly layout?: TextInput;
  /** Path of the root manifest in the repository. Default: `versions-manifest.json`. */
  readonly manifest?: TextInput;
  /** `keep` what each file has, `always` or `never`. Line endings (LF or CRLF) are always kept. Default: `keep`. */
  readonly 'final-newline'?: WordInput<'keep' | 'always' | 'never'>;
  /** Forms of an archive's name, one a line, of `{version}`, `{platform}`, `{platform_version}` and `{arch}`; brackets mark what files without a platform version leave out. The same as in `manifest-part`. Default: `python-{version}-{platform}[-{platform_version}]-{arch}.tar.gz`, `python-{version}-{platform}[-{platform_version}]-{arch}.tar.xz`, `python-{version}-{platform}[-{platform_version}]-{arch}.tar.zst`, `python-{version}-{platform}[-{platform_version}]-{arch}.zip`. */
  readonly 'name-template'?: TextInput;
  /** Repository (`owner/name`) whose release URLs are accepted. Default: `${{ github.repository }}`. */
  readonly repository?: TextInput;
  /** The expected keys as a JSON list or one a line; the output `expected` of `select-versions`. Empty expects nothing in particular. */
  readonly expected?: TextInput;
  /** What may be written when expected keys are missing: `require-all`, `allow-missing` or `at-least: N`. Default: `require-all`. */
  readonly policy?: TextInput;
  /** What happens to parts of this run whose keys `expected` does not name: `take` merges and reports them, `leave` leaves them to another merge of the same run, `error` refuses them. Default: `take`. */
  readonly unexpected?: WordInput<'take' | 'leave' | 'error'>;
  /** `require` takes only files that the public release of their tag offers with these bytes; the others count as missing. `ignore` does not look. Default: `ignore`. */
  readonly released?: WordInput<'ignore' | 'require'>;
  /** Succeed without writing when there is no part at all. Default: `false`. */
  readonly 'allow-empty'?: FlagInput;
  /** What happens to a version that is already published: `merge-files` keeps its other files, `replace-version` takes the new files only and reports lost keys, `error` refuses any difference. Default: `merge-files`. */
  readonly 'on-published'?: WordInput<'merge-files' | 'replace-version' | 'error'>;
  /** What happens when a newer run has already written one of the files: `error`, or `skip` to leave those as they are. Default: `error`. */
  readonly 'on-older-run'?: WordInput<'error' | 'skip'>;
  /** Fix what the lint finds in the manifests before writing on them, and show the difference. Without it, a manifest with errors stops the merge. Default: `false`. */
  readonly repair?: FlagInput;
  /** Path or https URL of an upstream manifest. When set, the root manifest is made anew from it and the per-version files of this repository, so `layout` has to be one for such files. */
  readonly 'upstream-manifest'?: TextInput;
  /** Folder of the per-version files that are added to `upstream-manifest`. Default: `versions-manifests`. */
  readonly 'own-manifests'?: TextInput;
  /** `git` pushes with a lease, `api` lets GitHub make a signed commit, `none` only writes files into `directory`. Default: `git`. */
  readonly writer?: WordInput<'git' | 'api' | 'none'>;
  /** Folder that the writer `none` works on. Default: `.`. */
  readonly directory?: TextInput;
  /** Branch that is written. Empty takes the branch of the run, and is an error when the run is not on a branch. */
  readonly branch?: TextInput;
  /** Address that the writer `git` pushes to. Empty takes the repository of the run. */
  readonly remote?: TextInput;
  /** Token with `contents: write`. Default: `${{ github.token }}`. */
  readonly token?: TextInput;
  /** Author of the commit (writer `git`). Default: `github-actions[bot]`. */
  readonly 'author-name'?: TextInput;
  /** E-mail address of the author (writer `git`). Default: `41898282+github-actions[bot]@users.noreply.github.com`. */
  readonly 'author-email'?: TextInput;
  /** First line of the commit message. Default: `Update version manifests`. */
  readonly message?: TextInput;
  /** Add a `Signed-off-by` line for the author. Default: `false`. */
  readonly 'sign-off'?: FlagInput;
  /** Time for reading, merging and writing, retries included, such as `10m`. Default: `10m`. */
  readonly deadline?: TextInput;
  /** Do everything but the write, and show the difference. Default: `false`. */
  readonly 'dry-run'?: FlagInput;
};

type Outputs = {
  /** `true` when a commit was made, by this or an earlier attempt of the run (or files were written, or would have been in a dry run). */
  readonly changed: string;
  /** The commit that holds the result; empty when nothing changed, and in a dry run. */
  readonly commit: string;
  /** `complete`, `partial` or `empty`: how the parts cover the expected keys. Nothing where the parts could not be read. */
  readonly result: string;
  /** JSON list of expected keys without a part. */
  readonly missing: string;
  /** JSON list of conflicts, each with its `keys`, its `sources` (both parts; none for a conflict with what is published) and a `message`. */
  readonly conflicts: string;
  /** Evidence as JSON (`gatehouse.manifest-merge/v1`), what was read, decided and written. */
  readonly evidence: string;
};

/** Merges the parts of all legs into version manifests and lands them in exactly one commit. */
export type ManifestMerge = OwnActionType<Inputs, keyof Outputs>;
