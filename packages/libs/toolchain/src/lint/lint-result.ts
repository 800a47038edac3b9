import type { run } from '@gatehouse/process';

/** Something that a linter finds in a workflow. */
export interface LintFinding {
  /** As it was given to the linter. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The linter's own name for it: `expression`, `template-injection`. */
  readonly rule: string;
  readonly message: string;
}

/** What became of a linter. One that did not come to an end says nothing of the files. */
export type LintResult =
  | {
      readonly kind: 'ran';
      /** Empty is good. */
      readonly findings: readonly LintFinding[];
      /** What GitHub knows and this version of the linter does not; see `actionlint-gaps.ts`. */
      readonly ignored: readonly LintFinding[];
    }
  | { readonly kind: 'failed'; readonly why: string };

/** A linter and what it is to look at. */
export interface LintOrder {
  /** The program. */
  readonly path: string;
  /** Workflow files, at least one. */
  readonly files: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly exec: typeof run;
}

/** More than a minute means that something hangs. */
export const LINT_TIMEOUT_MS = 120_000;
