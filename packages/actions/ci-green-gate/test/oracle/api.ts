import type { Api, Trouble } from './case.ts';
import { NO_SUITE } from './twists.ts';
import type { Check, Run, Status, World } from './world.ts';

/** Time that passes only when someone sleeps. */
export interface VirtualTime {
  readonly now: () => number;
  readonly pass: (ms: number) => void;
}

/** What the fake plays. */
export interface FakeOptions {
  readonly worlds: readonly World[];
  /** Index of the world that is true at a request. */
  readonly worldAt: (request: number) => number;
  readonly api: Api;
  readonly time: VirtualTime;
  /** How long a request hangs at the most. */
  readonly deadlineMs: number;
}

/** GitHub's REST API over worlds that follow each other, as its documentation describes it. */
export class FakeGitHub {
  requests = 0;
  /** Indexes of the worlds from which the answers since the last poll came. */
  served: number[] = [];

  private readonly worldAt: (request: number) => number;
  private readonly worlds: readonly World[];
  private readonly api: Api;
  private readonly time: VirtualTime;
  private readonly deadlineMs: number;

  constructor({ worldAt, worlds, api, time, deadlineMs }: FakeOptions) {
    this.worldAt = worldAt;
    this.worlds = worlds;
    this.api = api;
    this.time = time;
    this.deadlineMs = deadlineMs;
  }

  readonly fetch = async (input: string | URL | Request): Promise<Response> => {
    const number = this.requests++;
    const trouble = this.api.trouble.find(
      ({ request, times }) => number >= request && number < request + times,
    );
    const url = new URL(input instanceof Request ? input.url : input);
    const ofContents = /\/(git|compare|contents)\/|\/commits\/\w+$/.test(url.pathname);
    if (ofContents && this.api.blind) return json({ message: 'Not Found' }, 404);
    // A ref that is there is never told as missing, or no one could see a tag.
    if (trouble === undefined || (ofContents && trouble.kind === 'not-found'))
      return this.answer(url, number);
    return this.fail(trouble);
  };

  private fail({ kind }: Trouble): Response {
    switch (kind) {
      case 'server-error':
        return json({ message: 'Server Error' }, 502);
      case 'rate-limit':
        return json({ message: 'API rate limit exceeded' }, 429, { 'retry-after': '2' });
      case 'hang':
        this.time.pass(this.deadlineMs);
        throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
      case 'reset':
        throw Object.assign(new TypeError('fetch failed'), {
          cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
        });
      case 'garbage':
        return json({ total_count: 0 });
      case 'not-found':
        return json({ message: 'Not Found' }, 404);
      default:
        return kind satisfies never;
    }
  }

  private answer(url: URL, number: number): Response {
    const path = url.pathname.replace(/^\/repos\/octo\/widgets/, '');
    const world = (lag: number): World => {
      const index = Math.max(0, this.worldAt(number) - lag);
      this.served.push(index);
      const found = this.worlds[index];
      if (found === undefined) throw new Error(`no world ${index}`);
      return found;
    };
    const { lag } = this.api;
    const is = (name: string, value: unknown) =>
      this.api.unfiltered ||
      (url.searchParams.get(name) ?? '') === '' ||
      url.searchParams.get(name) === value;
    const runs = (filter: (run: Run) => boolean, behind: number) =>
      this.page(
        url,
        'workflow_runs',
        world(behind)
          .runs.filter((run) => filter(run) && is('head_sha', run.sha) && is('event', run.event))
          .toSorted((one, other) => other.id - one.id)
          .map((run) => this.runJson(run)),
      );
    const [, ofWorkflow] = /^\/actions\/workflows\/([^/]+)\/runs$/.exec(path) ?? [];
    const [, workflow] = /^\/actions\/workflows\/([^/]+)$/.exec(path) ?? [];
    const [, ofRun] = /^\/actions\/runs\/(\d+)\/jobs$/.exec(path) ?? [];
    const [, kind, name = ''] = /^\/git\/ref\/(heads|tags)\/(.+)$/.exec(decodeURIComponent(path)) ?? [];
    const [, head] = /^\/compare\/(\w+)\.\.\.\w+$/.exec(path) ?? [];
    if (path === '') return json({ default_branch: world(0).defaultBranch });
    if (path === '/actions/runs')
      return runs(() => true, url.searchParams.get('event') ? lag.filtered : lag.runs);
    if (ofWorkflow !== undefined) {
      const id = world(0).workflows.find(
        ({ path, source }) => source === undefined && path.endsWith(`/${ofWorkflow}`),
      )?.id;
      return runs((run) => run.workflowId === (id ?? Number(ofWorkflow)), lag.filtered);
    }
    if (workflow !== undefined) {
      const found = world(0).workflows.find(
        ({ path, source }) => source === undefined && path.endsWith(`/${workflow}`),
      );
      return found === undefined
        ? json({ message: 'Not Found' }, 404)
        : json({ id: found.id, path: found.path, state: 'active' });
    }
    if (ofRun !== undefined)
      return this.jobs(
        url,
        world(lag.jobs).runs.find(({ id }) => id === Number(ofRun)),
      );
    if (path.endsWith('/check-runs')) return this.checks(url, world(lag.checks).checks);
    if (path.endsWith('/check-suites')) {
      const suites = new Set(world(lag.checks).checks.map(({ suite }) => suite)).size;
      return json({
        total_count: this.api.cap < 1000 && suites > this.api.cap ? 1000 + suites : suites,
        check_suites: [],
      });
    }
    if (path.endsWith('/statuses')) return this.statuses(url, world(lag.statuses).statuses);
    if (kind === 'heads') return refJson(world(0).branches[name]?.[0]);
    if (kind === 'tags') return refJson(world(0).tags[name]);
    if (head !== undefined) {
      const commits =
        world(0).branches[Object.entries(world(0).branches).find(([, all]) => all[0] === head)?.[0] ?? ''] ??
        [];
      return json({ status: commits.some((sha) => path.endsWith(`...${sha}`)) ? 'behind' : 'diverged' });
    }
    if (/^(\/git)?\/commits\/\w+$/.test(path)) return json({ sha: path.slice(-40), commit: { message: '' } });
    return json({ message: 'Not Found' }, 404);
  }

  private runJson(run: Run): object {
    const latest = run.attempts.at(-1);
    const name = this.api.renamed ? 'octo/gadgets' : 'octo/widgets';
    const heads: Readonly<Record<number, string>> = {
      1: name,
      2: 'mallory/widgets',
      3: this.api.withoutIds ? 'mallory/gadgets' : name,
    };
    const ids = (id: number) => (this.api.withoutIds ? {} : { id });
    return {
      id: run.id,
      run_number: run.number,
      run_attempt: run.attempts.length,
      workflow_id: run.workflowId,
      path: run.path,
      event: run.event,
      head_branch: run.branch,
      head_sha: run.sha,
      repository: { ...ids(1), full_name: name },
      head_repository: { ...ids(run.headRepositoryId), full_name: heads[run.headRepositoryId] },
      status: latest?.status,
      conclusion: latest?.conclusion,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:10:00Z',
    };
  }

  private jobs(url: URL, run: Run | undefined): Response {
    if (run === undefined) return json({ message: 'Not Found' }, 404);
    const all = run.attempts.flatMap(({ jobs }, index) =>
      jobs.filter(({ attempt }) => attempt === index + 1),
    );
    const shown = url.searchParams.get('filter') === 'all' ? all : (run.attempts.at(-1)?.jobs ?? []);
    return this.page(
      url,
      'jobs',
      shown.map(({ name, attempt, status, conclusion }, index) => ({
        id: 1 + index,
        name,
        run_attempt: attempt,
        status,
        conclusion,
      })),
    );
  }

  private checks(url: URL, checks: readonly Check[]): Response {
    const name = url.searchParams.get('check_name');
    const suites = [...new Set(checks.map(({ suite }) => suite))].slice(-this.api.cap);
    const shown = checks.filter(
      (check) => (name === null || check.name === name) && suites.includes(check.suite),
    );
    return this.page(
      url,
      'check_runs',
      shown.toReversed().map(({ id, name, sha, status, conclusion, appId, appSlug, suite }) => ({
        id,
        name,
        head_sha: sha,
        status,
        conclusion,
        app: { id: appId, slug: appSlug },
        check_suite: suite >= NO_SUITE ? null : { id: suite },
      })),
    );
  }

  private statuses(url: URL, statuses: readonly Status[]): Response {
    const items = statuses
      .toReversed()
      .map(({ id, context, state, creator }) => ({ id, context, state, creator: { login: creator } }));
    return this.page(url, undefined, items);
  }

  /** One page; what lies behind the cap is counted and not shown. */
  private page(url: URL, name: string | undefined, items: readonly object[]): Response {
    const size = Math.min(this.api.pageSize, Number(url.searchParams.get('per_page') ?? 30));
    const page = Number(url.searchParams.get('page') ?? 1);
    const shown = name === undefined ? items : items.slice(0, this.api.cap);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const headers: Record<string, string> =
      page * size < shown.length ? { link: `<${next}>; rel="next"` } : {};
    const part = shown.slice((page - 1) * size, page * size);
    return json(name === undefined ? part : { total_count: items.length, [name]: part }, 200, headers);
  }
}

function refJson(sha: string | undefined): Response {
  return sha === undefined ? json({ message: 'Not Found' }, 404) : json({ object: { type: 'commit', sha } });
}

function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
