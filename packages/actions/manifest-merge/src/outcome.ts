import type { RunContext } from '@gatehouse/action-kit';
import type { WriteResult } from '@gatehouse/git-writer';
import type { ConflictRecord, Decision } from './decide.ts';
import type { Gathered } from './gather.ts';
import type { MergeInputs } from './inputs.ts';
import { PublishedConflict } from './propose.ts';
import type { Proposal } from './work.ts';

/** What is known so far; a run that fails early knows less. */
export interface Seen {
  gathered?: Gathered;
  decision?: Decision;
  /** The last one that was computed. */
  proposal?: Proposal;
}

/** How the run ended. */
export type Ending =
  | { readonly kind: 'done'; readonly result: WriteResult }
  | { readonly kind: 'dry-run' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What the action saw, decided and did. */
export interface Outcome extends Readonly<Seen> {
  readonly inputs: MergeInputs;
  readonly context: RunContext;
  readonly ending: Ending;
}

/** Whether something was written, or would have been in a dry run. */
export function isChanged({ ending, proposal }: Outcome): boolean {
  switch (ending.kind) {
    case 'failed':
      return false;
    case 'dry-run':
      return (proposal?.files.size ?? 0) > 0;
    case 'done':
      return ending.result.kind === 'committed' || ending.result.kind === 'files-written';
    default:
      return ending satisfies never;
  }
}

/** The conflicts that stopped the run: between parts, or with what is published. */
export function conflictsOf({ decision, ending }: Outcome): readonly ConflictRecord[] {
  if (decision?.kind === 'refuse') return decision.conflicts;
  return ending.kind === 'failed' && ending.error instanceof PublishedConflict ? ending.error.conflicts : [];
}
