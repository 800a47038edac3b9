import type { Input, Secret } from '../model/input.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';

// Generated from workflows-src by npm run docs. Do not edit.

type Inputs = {
  /** `root` for one manifest, `version-arch` for `versions-manifests/{version}-{arch}.json`, or a path template of your own with `{version}`, `{arch}`, `{platform}`, `{platform_version}`, `{major}`, `{minor}`. */
  readonly layout: Input<'string', false>;
  /** Path of the root manifest in the repository. */
  readonly manifest: Input<'string', false>;
  /** `keep` what each file has, `always` or `never`. Line endings (LF or CRLF) are always kept. */
  readonly 'final-newline': Input<'string', false>;
  /** Forms of an archive's name, one a line, of `{version}`, `{platform}`, `{platform_version}` and `{arch}`; brackets mark what files without a platform version leave out. The same as in `manifest-part`. */
  readonly 'name-template': Input<'string', false>;
  /** The expected keys as a JSON list or one a line; the output `expected` of `select-versions`. Empty expects nothing in particular. */
  readonly expected: Input<'string', false>;
  /** Target of the parts, as in `manifest-part`. Parts of other targets, and those of images or other files, are left to other jobs of the run. Empty takes the parts without a target. */
  readonly target: Input<'string', false>;
  /** What may be written when expected keys are missing: `require-all`, `allow-missing` or `at-least: N`. */
  readonly policy: Input<'string', false>;
  /** What happens to parts of this run whose keys `expected` does not name: `take` merges and reports them, `leave` leaves them to another merge of the same run, `error` refuses them. */
  readonly unexpected: Input<'string', false>;
  /** `require` takes only files that the public release of their tag offers with these bytes; the others count as missing. `ignore` does not look. */
  readonly released: Input<'string', false>;
  /** What happens to a version that is already published: `merge-files` keeps its other files, `replace-version` takes the new files only and reports lost keys, `error` refuses any difference. */
  readonly 'on-published': Input<'string', false>;
  /** What happens when a newer run has already written one of the files: `error`, or `skip` to leave those as they are. */
  readonly 'on-older-run': Input<'string', false>;
  /** Path or https URL of an upstream manifest. When set, the root manifest is made anew from it and the per-version files of this repository, so `layout` has to be one for such files. */
  readonly 'upstream-manifest': Input<'string', false>;
  /** Folder of the per-version files that are added to `upstream-manifest`. */
  readonly 'own-manifests': Input<'string', false>;
  /** Branch that is written. Empty takes the branch of the run, and is an error when the run is not on a branch. */
  readonly branch: Input<'string', false>;
  /** Author of the commit (writer `git`). */
  readonly 'author-name': Input<'string', false>;
  /** E-mail address of the author (writer `git`). */
  readonly 'author-email': Input<'string', false>;
  /** First line of the commit message. */
  readonly message: Input<'string', false>;
  /** Time for reading, merging and writing, retries included, such as `10m`. */
  readonly deadline: Input<'string', false>;
  /** Succeed without writing when there is no part at all. */
  readonly 'allow-empty': Input<'boolean', false>;
  /** Fix what the lint finds in the manifests before writing on them, and show the difference. Without it, a manifest with errors stops the merge. */
  readonly repair: Input<'boolean', false>;
  /** Add a `Signed-off-by` line for the author. */
  readonly 'sign-off': Input<'boolean', false>;
  /** Do everything but the write, and show the difference. */
  readonly 'dry-run': Input<'boolean', false>;
  /** `git` pushes with a lease, `api` lets GitHub make a signed commit. */
  readonly writer: Input<'string', false>;
};

type Secrets = {
  /** Token with `contents: write`, for a branch that the token of the run may not push to. */
  readonly token: Secret<false>;
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
};

/** Merges the parts that the legs of the calling workflow have left, and lands them in exactly one commit. */
export type MergeManifests = OwnWorkflow<Inputs, Secrets, keyof Outputs>;
