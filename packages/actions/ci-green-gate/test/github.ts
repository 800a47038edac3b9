import { createHash } from 'node:crypto';
import { json, type Route, route, type StageRequest, type StageResponse } from '@gatehouse/rehearsal';

/** The repository of all tests. */
export const REPOSITORY = 'octo/widgets';
/** The commit that is asked about. */
export const SHA = 'a'.repeat(40);
/** Another commit. */
export const NEWER = 'b'.repeat(40);

/** A run as GitHub lists it. */
export type Listed = ReturnType<typeof aRun>;

/** A green push run of `ci.yml` on main, but for what `more` says. */
export function aRun(more: { file?: string; [field: string]: unknown } = {}) {
  const { file = 'ci.yml', ...rest } = more;
  return {
    id: 1000,
    run_number: 10,
    run_attempt: 1,
    workflow_id: 7,
    path: `.github/workflows/${file}`,
    event: 'push',
    head_branch: 'main' as string | null,
    head_sha: SHA,
    repository: { id: 1, full_name: REPOSITORY },
    head_repository: { id: 1, full_name: REPOSITORY } as { id?: number; full_name: string } | null,
    status: 'completed' as string | null,
    conclusion: 'success' as string | null,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:10:00Z',
    html_url: 'https://evil.example/',
    ...rest,
  };
}

export type ListedCheck = ReturnType<typeof aCheck>;

/** A green check run `build` of the app `acme-ci`, but for what `more` says. */
export function aCheck(more: { [field: string]: unknown } = {}) {
  return {
    id: 500,
    name: 'build',
    head_sha: SHA,
    status: 'completed',
    conclusion: 'success' as string | null,
    app: { id: 77, slug: 'acme-ci' } as { id: number; slug?: string } | null,
    check_suite: { id: 9 } as { id: number } | null,
    ...more,
  };
}

export type ListedStatus = ReturnType<typeof aStatus>;

/** A green status `ci/acme` of `acme-bot`, but for what `more` says. */
export function aStatus(more: { [field: string]: unknown } = {}) {
  return {
    id: 600,
    context: 'ci/acme',
    state: 'success',
    creator: { login: 'acme-bot' } as { login: string } | null,
    ...more,
  };
}

/** What the played GitHub holds. */
export interface World {
  /** All runs at the nth look at a list of runs (from 1), at a time of the test's clock in milliseconds. */
  readonly runs?: (nowMs: number, nth: number) => readonly Listed[];
  /** Jobs of all attempts by run. */
  readonly jobs?: Readonly<Record<number, readonly { readonly run_attempt: number }[]>>;
  /** `heads/main` or `tags/v1` to an object. The head of main is the commit when this is absent. */
  readonly refs?: (nth: number) => Readonly<Record<string, { readonly type: string; readonly sha: string }>>;
  /** Annotated tags by their own id. */
  readonly tags?: Readonly<Record<string, { readonly type: string; readonly sha: string }>>;
  /** GitHub's word for any comparison. */
  readonly comparison?: string;
  /** Whether the token has `contents: read`. Default: true. */
  readonly seesContents?: boolean;
  readonly workflows?: readonly { readonly path: string; readonly state: string }[];
  /** Ids of workflows by their files. */
  readonly workflowIds?: Readonly<Record<string, number>>;
  readonly checks?: (nowMs: number) => readonly ListedCheck[];
  /** How many check suites the commit has. Default: 1. */
  readonly suites?: number;
  /** The newest first, as GitHub lists them. */
  readonly statuses?: (nowMs: number) => readonly ListedStatus[];
  /** Workflow files at the commit by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly commit?: object;
  /** `/api/v3` of a server of one's own. */
  readonly root?: string;
  readonly nowMs?: () => number;
}

/** A world in which GitHub always lists these runs. */
export const listing = (...runs: readonly Listed[]): World => ({
  runs: () => runs,
  workflows: [{ path: '.github/workflows/ci.yml', state: 'active' }],
  files: { 'ci.yml': 'on: [push]' },
});

/** The part of GitHub's API that the gate asks, as GitHub answers: filters, pages, ETags. */
export function githubRoutes(world: World): readonly Route[] {
  const { root = '', nowMs = () => 0, runs = () => [] } = world;
  const base = `${root}/repos/${REPOSITORY}`;
  let lists = 0;
  let refReads = 0;
  const list = (request: StageRequest, filter: (run: Listed) => boolean) => {
    lists += 1;
    const { query } = request;
    const is = (name: string, value: unknown) =>
      (query.get(name) || undefined) === undefined || query.get(name) === value;
    const found = runs(nowMs(), lists).filter(
      (run) =>
        filter(run) &&
        is('head_sha', run.head_sha) &&
        is('event', run.event) &&
        is('branch', run.head_branch),
    );
    return pageOf(request, 'workflow_runs', found);
  };
  return [
    route('GET', base, () => json(200, { default_branch: 'main' })),
    route('GET', `${base}/actions/runs`, (request) => list(request, () => true)),
    route('GET', `${base}/actions/workflows/:id/runs`, (request) => {
      const { id } = request.params;
      return list(request, (run) => String(run.workflow_id) === id || run.path.endsWith(`/${id}`));
    }),
    route('GET', `${base}/actions/workflows/:file`, (request) => {
      const id = world.workflowIds?.[request.params.file];
      return answer(request, id && { id });
    }),
    route('GET', `${base}/commits/:sha/check-runs`, (request) => {
      const name = request.query.get('check_name');
      return pageOf(
        request,
        'check_runs',
        (world.checks?.(nowMs()) ?? []).filter((check) => check.name === name),
      );
    }),
    route('GET', `${base}/commits/:sha/check-suites`, (request) =>
      answer(request, { total_count: world.suites ?? 1, check_suites: [] }),
    ),
    route('GET', `${base}/commits/:sha/statuses`, (request) =>
      arrayOf(request, world.statuses?.(nowMs()) ?? []),
    ),
    route('GET', `${base}/actions/runs/:id/jobs`, (request) =>
      pageOf(request, 'jobs', jobsOf(request, world.jobs?.[Number(request.params.id)] ?? [])),
    ),
    route('GET', `${base}/actions/workflows`, (request) =>
      pageOf(request, 'workflows', world.workflows ?? []),
    ),
    route('GET', `${base}/git/ref/*ref`, (request) => {
      refReads += 1;
      const refs = world.refs?.(refReads) ?? { 'heads/main': { type: 'commit', sha: SHA } };
      return answer(request, refs[request.params.ref] && { object: refs[request.params.ref] });
    }),
    route('GET', `${base}/git/tags/:sha`, (request) =>
      answer(request, world.tags?.[request.params.sha] && { object: world.tags[request.params.sha] }),
    ),
    route('GET', `${base}/git/commits/:sha`, (request) =>
      answer(request, world.seesContents === false ? undefined : { sha: request.params.sha }),
    ),
    route('GET', `${base}/compare/:basehead`, (request) =>
      answer(request, world.comparison && { status: world.comparison }),
    ),
    route('GET', `${base}/commits/:sha`, (request) =>
      answer(request, {
        sha: SHA,
        commit: { message: 'Fix it' },
        author: { login: 'ada' },
        files: [],
        ...world.commit,
      }),
    ),
    route('GET', `${base}/contents/.github/workflows`, (request) =>
      answer(
        request,
        world.files && Object.keys(world.files).map((name) => ({ path: `.github/workflows/${name}` })),
      ),
    ),
    route('GET', `${base}/contents/.github/workflows/:name`, ({ params }) => {
      const body = world.files?.[params.name];
      return body === undefined ? NOT_FOUND : { status: 200, body };
    }),
  ];
}

/** GitHub leaves out all attempts but the latest, unless it is asked for `filter=all`. */
function jobsOf<Job extends { readonly run_attempt: number }>(
  { query }: StageRequest,
  jobs: readonly Job[],
): readonly Job[] {
  const latest = Math.max(...jobs.map(({ run_attempt }) => run_attempt));
  return query.get('filter') === 'all' ? jobs : jobs.filter(({ run_attempt }) => run_attempt === latest);
}

const NOT_FOUND = json(404, { message: 'Not Found' }, { 'x-accepted-github-permissions': 'contents=read' });

/** An answer with its ETag, or 304 where the client has it. */
function answer(request: StageRequest, value: unknown, headers: Record<string, string> = {}): StageResponse {
  if (value === undefined || value === '') return NOT_FOUND;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(value)).digest('hex')}"`;
  return request.headers['if-none-match'] === etag
    ? { status: 304, headers: { etag } }
    : json(200, value, { etag, ...headers });
}

/** One page of a list that is not wrapped. */
function arrayOf(request: StageRequest, items: readonly object[]): StageResponse {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const page = Number(request.query.get('page') ?? 1);
  const next = new URL(request.url);
  next.searchParams.set('page', String(page + 1));
  const shown = items.slice((page - 1) * size, page * size);
  return answer(request, shown, page * size < items.length ? { link: `<${next}>; rel="next"` } : {});
}

/** One page of a list, which GitHub ends at 1000. */
function pageOf(request: StageRequest, name: string, items: readonly object[]): StageResponse {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const page = Number(request.query.get('page') ?? 1);
  const next = new URL(request.url);
  next.searchParams.set('page', String(page + 1));
  const body = { total_count: items.length, [name]: items.slice((page - 1) * size, page * size) };
  return answer(
    request,
    body,
    page * size < Math.min(items.length, 1000) ? { link: `<${next}>; rel="next"` } : {},
  );
}
