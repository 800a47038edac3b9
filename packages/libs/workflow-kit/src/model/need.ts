import { quoteList } from '@gatehouse/action-kit/quote';
import type { Expr } from '../expression/expr.ts';
import type { UseAt } from '../expression/position.ts';
import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import { isRecord } from './form.ts';
import { RESULTS, type Result } from './job.ts';
import { shown } from './shown.ts';
import type { TextAt } from './value.ts';

/** A job that stands in the workflow, for the jobs after it. */
export interface JobHandle<Output extends string = string> {
  readonly id: string;
  /** `needs.<id>.outputs.<name>`, for jobs that need this one. */
  readonly output: (name: Output) => Expr<'string', 'needs'>;
  /** `needs.<id>.result`. */
  readonly result: Expr<'string', 'needs'>;
}

/**
 * The legs of a matrix, for the jobs after them. They have no outputs: whatever leg ends last would
 * win, so what legs have to say travels in parts.
 */
export interface MatrixHandle {
  readonly id: string;
  /** `needs.<id>.result`: `failure` as soon as one leg failed. */
  readonly result: Expr<'string', 'needs'>;
  /** The keys of all legs as a JSON list, for the input `expected` of `manifest-merge`. */
  readonly expected: string | Expr<'string', UseAt<'strategy'>>;
  /** The policy, for the input of that name of `manifest-merge`. */
  readonly policy: TextAt<'strategy'>;
  /** The names of the legs' part artifacts, as a glob. */
  readonly partNames: 'manifest-part--*';
}

/** A job that must end first: its handle, its id, or either with other results than its own accepted. */
export type NeedSpec = JobHandle<never> | MatrixHandle | string | Accepting;

/** A need together with the results that it may end with. */
export interface Accepting {
  readonly id: string;
  readonly accepts: readonly [Result, ...Result[]];
}

/** Needs `job`, and goes on when it has ended as one of `results`. */
export function accept(
  job: JobHandle<never> | MatrixHandle | string,
  ...results: readonly [Result, ...Result[]]
): Accepting {
  const at = calledFrom(accept);
  const id: unknown = isRecord(job) ? job.id : job;
  if (typeof id !== 'string') mistaken(at, `Found ${shown(id)} for a need; expected a job, or its id.`);
  const wrong = results.filter((result) => !isResult(result)).map(shown);
  if (wrong.length > 0 || results.length === 0)
    mistaken(at, `A job ends as one of ${quoteList(RESULTS)}; found ${wrong.join(', ') || 'none'}.`);
  return { id, accepts: results };
}

/** Whether a job can end as `value`. */
export function isResult(value: unknown): value is Result {
  return RESULTS.some((result) => result === value);
}
