import { isDeepStrictEqual } from 'node:util';
import { quoteList } from '@gatehouse/action-kit';
import type { Values } from './inputs.ts';

/** What contradicts itself in the inputs of a question about workflows; `undefined` when nothing does. */
export function contradictionOfWorkflows(values: Values): string | undefined {
  const { grace, deadline, interval, wait, recheck, evidence } = values;
  if (grace !== undefined && grace > deadline)
    return 'found "grace" above "deadline", expected at most as much.';
  if (interval === 0) return 'interval: found 0, expected a pause such as 15s.';
  if (recheck && wait)
    return 'found "wait" beside "recheck", expected one or the other: a recheck looks at what is there.';
  if (recheck && evidence === undefined)
    return 'evidence: found nothing beside "recheck: true", expected the output "evidence" of the first check. If it is empty, the step or job that should have set it gave nothing.';
  if (evidence !== undefined && !recheck)
    return 'found "evidence" without "recheck: true"; set both for a recheck, or neither.';
  if (values['allowed-skips'].length + values['allowed-failures'].length > 0) {
    return 'found "allowed-skips" or "allowed-failures" without "needs"; they apply to needed jobs only.';
  }
  return undefined;
}

/** The inputs that say nothing of needed jobs, but for those that have their value from the run by themselves. */
const OF_WORKFLOWS = [
  'workflows',
  'checks',
  'statuses',
  'events',
  'events-policy',
  'branch',
  'ref-policy',
  'policy',
  'allowed-conclusions',
  'wait',
  'deadline',
  'interval',
  'grace',
  'fail-fast',
  'recheck',
  'evidence',
] as const;

/**
 * What stands beside "needs" without a meaning; `undefined` when nothing does.
 *
 * @param usual the inputs of a step that sets none: the runner does not tell a default from the same value given
 */
export function contradictionOfNeeds(values: Values, usual: Values): string | undefined {
  const given = OF_WORKFLOWS.filter((name) => !isDeepStrictEqual(values[name], usual[name]));
  if (given.length === 0) return undefined;
  return `found ${quoteList(given, OF_WORKFLOWS.length)} beside "needs", expected one or the other: needed jobs are judged as they ended.`;
}
