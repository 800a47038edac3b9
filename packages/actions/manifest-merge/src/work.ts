import type { RunIdentity } from '@gatehouse/git-writer';
import type { FileChange, LintedManifest, ReportedFile } from '@gatehouse/version-manifest';
import type { ManifestRules } from './inputs.ts';
import type { Notice } from './notices.ts';
import type { Mend } from './published.ts';
import type { RefreshedRoot, RefreshWork } from './refresh.ts';

/** What is to be merged, whatever the head. */
export interface Work {
  readonly files: readonly ReportedFile[];
  /** Expected keys that nobody reported. */
  readonly missing: readonly string[];
  readonly rules: ManifestRules;
  readonly run: RunIdentity;
  readonly refresh: RefreshWork | undefined;
}

/** What the work comes to on one head. */
export interface Proposal {
  /** The head; absent for a folder. */
  readonly head: string | undefined;
  /** The files that differ from the head; `null` deletes one. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  /** The texts of `files` as they stand on the head. */
  readonly before: ReadonlyMap<string, string | null>;
  readonly changes: readonly FileChange[];
  readonly mends: readonly Mend[];
  /** What the lint remarked about the manifests that were read, and that stops nothing. */
  readonly notices: readonly Notice[];
  /** Manifests of the layout that the merge leaves alone and that have errors. */
  readonly unsound: readonly LintedManifest[];
  /** The files that must be found afterwards. */
  readonly entries: readonly ReportedFile[];
  /** Keys that were left alone because a newer run has written them. */
  readonly superseded: readonly string[];
  readonly refreshed: RefreshedRoot | undefined;
}
