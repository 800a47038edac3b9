import { firstFailure, type JobRecord } from '@gatehouse/rehearsal';
import type { Played } from './play-all.ts';

/** What `--json` tells of a scenario. Times are milliseconds. */
export function toldPlayed({ record, refusedHosts }: Played) {
  const { name, title, passed, startedAt, durationMs, repository, branch, commits, artifacts, verdicts } =
    record;
  return {
    name,
    title,
    passed,
    startedAt,
    durationMs: Math.round(durationMs),
    repository,
    branch,
    runs: record.runs.map(({ name: run, result }) => ({
      name: run,
      runId: result.runId,
      attempt: result.attempt,
      ending: result.ending,
      conclusion: result.conclusion,
      ...(result.ending === 'engine-failed' ? { because: result.because } : {}),
      standInCalls: result.standInCalls ?? [],
      jobs: result.jobs.map(toldJob),
    })),
    verdicts,
    replacements: record.replacements ?? [],
    firstFailure: firstFailure(record) ?? null,
    commits,
    artifacts,
    refusedHosts,
  };
}

function toldJob(job: JobRecord) {
  const { id, caller, name, matrix, result, kept, startMs, endMs, playedFor } = job;
  return {
    id,
    name,
    ...(caller === undefined ? {} : { caller }),
    ...(matrix === undefined ? {} : { matrix }),
    result,
    ...('because' in job ? { because: job.because } : {}),
    ...(playedFor === undefined ? {} : { playedFor }),
    kept,
    startMs: Math.round(startMs),
    durationMs: Math.round(endMs - startMs),
  };
}
