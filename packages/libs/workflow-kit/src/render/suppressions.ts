import type { Suppression } from '../model/suppression.ts';

/** Why a rule does not apply, for the line above. */
export function suppressionLines(suppressions: readonly Suppression[]): readonly string[] {
  return suppressions.map(({ rule, reason }) => `${rule} does not apply: ${reason}`);
}
