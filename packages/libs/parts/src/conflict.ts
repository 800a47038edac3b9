import type { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { mistakesError } from './mistakes.ts';

/** Two sources that cannot both be right. */
export interface Conflict {
  /**
   * `part`: two parts for one key; `entry`: two parts report one entry; `same-bytes`: one file is
   * offered for two architectures.
   */
  readonly kind: 'part' | 'entry' | 'same-bytes';
  readonly key: string;
  /** The two files, by name. */
  readonly sources: readonly [string, string];
  /** A sentence that names both. */
  readonly message: string;
}

/** Two sources for one key; `difference` is a clause such as "with other sha256". */
export function rivals(
  kind: 'part' | 'entry',
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
