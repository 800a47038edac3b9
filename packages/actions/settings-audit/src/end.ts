import { ActionError, closedGate, type GateEnd, openGate } from '@gatehouse/action-kit';
import { type Audit, of, reasonOf } from './audit.ts';

/** How many settings the error names; the summary has them all. */
const MOST_SHOWN = 30;

/** Opens the gate on a pass, and on `unknown` only where the workflow says `on-unknown: warn`. */
export function endOf(audit: Audit, onUnknown: 'fail' | 'warn'): GateEnd {
  switch (audit.verdict) {
    case 'pass':
      return openGate;
    case 'unknown':
      if (onUnknown === 'warn') return openGate;
      return closedGate(
        new ActionError({
          code: 'SETTINGS_UNKNOWN',
          message: objections(audit),
          hint: 'What cannot be seen does not pass.',
        }),
      );
    case 'fail':
      return closedGate(
        new ActionError({
          code: 'SETTINGS_DIFFER',
          message: objections(audit),
          hint: 'Change the settings on the pages named in the summary, or what is declared.',
        }),
      );
    default:
      return audit.verdict satisfies never;
  }
}

/** One sentence for each thing that stands against a pass, failures first. */
export function objections(audit: Audit): string {
  const all = [...of('fail', audit), ...of('unknown', audit)];
  const lines = all
    .slice(0, MOST_SHOWN)
    .map(({ subject, expected, found, todo }) => `${subject}: expected ${expected}, found ${found}. ${todo}`);
  return [
    `${reasonOf(audit)}.`,
    ...lines,
    ...(all.length > MOST_SHOWN ? [`And ${all.length - MOST_SHOWN} more, in the summary.`] : []),
  ].join('\n');
}
