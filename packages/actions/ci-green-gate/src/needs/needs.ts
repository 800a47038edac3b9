import { ActionError, quote, quoteList, type Verdict } from '@gatehouse/action-kit';

/** A job that the gate's own job needs. */
export interface NeededJob {
  readonly id: string;
  /** GitHub's word: `success`, `failure`, `cancelled` or `skipped`. */
  readonly result: string;
}

/** What may go wrong among the needed jobs without closing the gate. */
export interface Allowances {
  readonly skips: ReadonlySet<string>;
  readonly failures: ReadonlySet<string>;
}

/** A job and what it means for the gate. */
export interface JobVerdict extends NeededJob {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Reads `toJSON(needs)`. Fails with `INVALID_NEEDS`, also where it holds no job: nothing proves nothing. */
export function parseNeeds(text: string): readonly NeededJob[] {
  const value = parseJson(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw invalid(text);
  const jobs = Object.entries(value).map(([id, job]) => {
    const result: unknown = job?.result;
    if (typeof result !== 'string' || !/^[\w-]+$/.test(id)) throw invalid(text);
    return { id, result };
  });
  if (jobs.length === 0) throw invalid(text);
  return jobs;
}

/** Refuses allowances for jobs that are not needed: a slip in a name would allow nothing, silently. */
export function checkAllowances(jobs: readonly NeededJob[], { skips, failures }: Allowances): void {
  const ids = jobs.map(({ id }) => id);
  const strangers = [...new Set([...skips, ...failures])].filter((id) => !ids.includes(id));
  if (strangers.length === 0) return;
  throw new ActionError({
    code: 'INVALID_NEEDS',
    message: `found allowances for ${quoteList(strangers)}, expected jobs of "needs": ${quoteList(ids, 30)}.`,
  });
}

/** Judges each needed job. A cancelled job is never allowed: somebody or something stopped it. */
export function judgeNeeds(jobs: readonly NeededJob[], allowed: Allowances): readonly JobVerdict[] {
  return jobs.map((job) => ({ ...job, ...judge(job, allowed) }));
}

/** The verdict on all jobs together. */
export function worstOf(jobs: readonly JobVerdict[]): Verdict {
  const verdicts = jobs.map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('unknown') || verdicts.length === 0 ? 'unknown' : 'pass';
}

function judge(
  { id, result }: NeededJob,
  { skips, failures }: Allowances,
): Omit<JobVerdict, keyof NeededJob> {
  switch (result) {
    case 'success':
      return { verdict: 'pass', reason: 'it passed' };
    case 'skipped':
      return skips.has(id)
        ? { verdict: 'pass', reason: 'it was skipped, which is allowed' }
        : { verdict: 'fail', reason: 'it was skipped' };
    case 'failure':
      return failures.has(id)
        ? { verdict: 'pass', reason: 'it failed, which is allowed' }
        : { verdict: 'fail', reason: 'it failed' };
    case 'cancelled':
      return { verdict: 'fail', reason: 'it was cancelled' };
    default:
      return { verdict: 'unknown', reason: `its result is ${quote(result)}, a word that is not known here` };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(text);
  }
}

function invalid(text: string): ActionError<'INVALID_NEEDS'> {
  return new ActionError({
    code: 'INVALID_NEEDS',
    message: `found ${quote(text)}, expected the value of toJSON(needs) with at least one job in it.`,
  });
}
