import type { Expr } from '../expression/expr.ts';
import { cancelled } from '../expression/functions.ts';
import { and, eq, not, or } from '../expression/operators.ts';
import { resultOf } from './handles.ts';
import type { Job, Need } from './job.ts';

/**
 * The `if:` of `job`, or `undefined` where GitHub's own `success()` says the same. That function is
 * false as soon as any job up the chain was skipped or failed, also one that the needs in between
 * have accepted (actions/runner#2205), and a release is then left out without a red job. So from
 * there on, and for every writer, each needed result is spelled out.
 */
export function conditionOf(job: Job, jobs: ReadonlyMap<string, Job>): Expr<'boolean'> | undefined {
  const { guard, needs } = job;
  if (guard.kind === 'written') return guard.if;
  if (!mustSpellOut(job, jobs)) return guard.when;
  const asked = guard.when === undefined ? [] : [guard.when];
  return and(not(cancelled()), ...needs.map(acceptance), ...asked);
}

/** `needs.x.result` is one of those that the need accepts. */
export function acceptance({ job, accepts }: Need): Expr<'boolean', 'needs'> {
  const [first, ...others] = accepts.map((result) => eq(resultOf(job), result));
  return first === undefined ? eq(resultOf(job), 'success') : or(first, ...others);
}

function mustSpellOut(job: Job, jobs: ReadonlyMap<string, Job>): boolean {
  if (job.needs.length === 0) return false;
  const isWriter = job.kind === 'steps' && job.role === 'writer';
  return isWriter || isTolerant(job) || ancestors(job, jobs).some((one) => isTolerant(one) || maySkip(one));
}

/** Whether a need of `job` may end otherwise than well. */
function isTolerant(job: Job): boolean {
  return job.needs.some(({ accepts }) => accepts.some((result) => result !== 'success'));
}

function maySkip({ guard }: Job): boolean {
  return guard.kind === 'written' || guard.when !== undefined;
}

/** Every job that `job` waits for, at any distance. */
export function ancestors(job: Job, jobs: ReadonlyMap<string, Job>): readonly Job[] {
  const found = new Map<string, Job>();
  const visit = (one: Job): void => {
    for (const need of one.needs) {
      const next = jobs.get(need.job);
      if (next !== undefined && !found.has(next.id)) {
        found.set(next.id, next);
        visit(next);
      }
    }
  };
  visit(job);
  return [...found.values()];
}
