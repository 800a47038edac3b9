import { json, type Route, route, type StageRequest } from '../route.ts';
import { notFound } from './answers.ts';
import { paged } from './paging.ts';
import { stableId } from './people.ts';
import { apiJob, apiRun, branchOf, type KnownRun, statusOf, type TimedRun } from './runs-wire.ts';

/** What the API knows of workflow runs. */
export interface RunBoard {
  readonly routes: readonly Route[];
  /** Tells of a run, or of how it stands now; the latest word on an attempt counts. */
  tell(run: KnownRun): void;
}

/**
 * The part of GitHub's API that tells of runs and their jobs
 * (https://docs.github.com/rest/actions/workflow-runs). `onList` is called before the nth list of a
 * repository's runs (from 1), which then shows what it has told.
 */
export function runBoard(clock: () => number = Date.now, onList: (nth: number) => void = () => {}): RunBoard {
  let lists = 0;
  const attempts = new Map<string, TimedRun>();
  const iso = () => new Date(clock()).toISOString().replace(/\.\d+Z$/, 'Z');
  const all = ({ params }: StageRequest) =>
    [...attempts.values()].filter(
      ({ repository }) => repository.toLowerCase() === `${params.owner}/${params.repo}`.toLowerCase(),
    );
  const one = (request: StageRequest) => {
    const of = all(request).filter(({ runId }) => String(runId) === request.params.run);
    const { attempt } = request.params;
    return attempt === undefined
      ? of.toSorted((a, b) => b.attempt - a.attempt)[0]
      : of.find((run) => String(run.attempt) === attempt);
  };
  const list = (request: StageRequest, file?: string) => {
    const latest = all(request).filter(
      (run) => !all(request).some(({ runId, attempt }) => runId === run.runId && attempt > run.attempt),
    );
    const found = latest.filter((run) => (file === undefined || isOf(run, file)) && fits(run, request.query));
    const shown = found.toSorted((a, b) => b.runId - a.runId).map((run) => apiRun(run, request.url.origin));
    return paged(request, shown, (workflow_runs, total_count) => ({ total_count, workflow_runs }));
  };
  const jobs = (request: StageRequest) => {
    const run = one(request);
    if (run === undefined) return notFound();
    const shown = run.jobs.map((job, at) => apiJob(job, at, run, request.url.origin));
    return paged(request, shown, (page, total_count) => ({ total_count, jobs: page }));
  };
  const single = (request: StageRequest) => {
    const run = one(request);
    return run === undefined ? notFound() : json(200, apiRun(run, request.url.origin));
  };
  const runs = '/repos/:owner/:repo/actions/runs';
  return {
    tell(run) {
      const key = `${run.repository} ${run.runId} ${run.attempt}`;
      attempts.set(key, { ...run, since: attempts.get(key)?.since ?? iso(), now: iso() });
    },
    routes: [
      route('GET', runs, (request) => {
        lists += 1;
        onList(lists);
        return list(request);
      }),
      route('GET', '/repos/:owner/:repo/actions/workflows/:file/runs', (request) =>
        list(request, request.params.file),
      ),
      route('GET', `${runs}/:run`, single),
      route('GET', `${runs}/:run/attempts/:attempt`, single),
      route('GET', `${runs}/:run/jobs`, jobs),
      route('GET', `${runs}/:run/attempts/:attempt/jobs`, jobs),
    ],
  };
}

/** A workflow is named by its file or by its id. */
function isOf({ repository, file }: KnownRun, asked: string): boolean {
  return file === asked || String(stableId(`${repository}/${file}`)) === asked;
}

function fits(run: KnownRun, query: URLSearchParams): boolean {
  const asked = (name: string) => query.get(name) ?? undefined;
  const status = asked('status');
  const is = (name: string, value: string) => asked(name) === undefined || asked(name) === value;
  return (
    is('head_sha', run.sha) &&
    is('event', run.event) &&
    is('branch', branchOf(run)) &&
    (status === undefined || status === statusOf(run) || status === run.conclusion)
  );
}
