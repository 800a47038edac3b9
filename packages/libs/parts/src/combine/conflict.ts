import type { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { mistakesError } from '../part/mistakes.ts';

/** Two sources that cannot both be right. */
export interface Conflict {
  /**
   * `part`: two parts for one key; `entry`: two parts report one entry; `target`: parts of two targets;
   * `same-bytes`: one file is offered for two architectures; `case-clash`: two names differ in case alone.
   */
  readonly kind: 'part' | 'entry' | 'target' | 'same-bytes' | 'case-clash';
  readonly key: string;
  /** The two files, by name. */
  readonly sources: readonly [string, string];
  /** A sentence that names both. */
  readonly message: string;
}

/** Two sources for one key; `difference` is a clause such as "with other sha256". */
export function rivals(
  kind: 'part' | 'entry' | 'target',
  key: string,
  sources: readonly [string, string],
  difference: string,
): Conflict {
  const [one, other] = sources;
  const where = one === other ? `twice in ${quote(one)}` : `in ${quote(one)} and in ${quote(other)}`;
  return { kind, key, sources, message: `${quote(key)} stands ${where}, ${difference}` };
}

/** The error that stops a merge, with every conflict. */
export function conflictError(conflicts: readonly Conflict[]): ActionError<'PART_CONFLICT'> {
  return mistakesError(
    'PART_CONFLICT',
    'Parts contradict each other:',
    conflicts.map(({ message }) => message),
    'Let each key come from one leg of the matrix, then run the legs named here again.',
  );
}
