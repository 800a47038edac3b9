import type { GitHubClient } from '@gatehouse/github-client';
import { readAnswer } from './answers.ts';
import type { Patience, RunPolicy } from './asked.ts';
import type { Finding } from './decide.ts';
import { findJobs, type Job, judgeJobs } from './jobs.ts';
import { matchRuns, type Subject } from './match.ts';
import type { Requirement } from './requirement.ts';
import { judgeRuns, type Standing } from './standing.ts';
import { type WorkflowRun, workflowRunOf } from './workflow-run.ts';

/** Whether the required workflows are green for the commit. */
export interface Question extends Subject {
  readonly requirements: readonly Requirement[];
  readonly policy: RunPolicy;
  readonly allowedConclusions: ReadonlySet<string>;
}

/** Which runs of the commit are asked for: those of the required events, or all. */
export type Scope = 'events' | 'all';

/**
 * Looks once. All workflows together take one request, and one more for each that requires jobs; a
 * further look at the same costs nothing of the rate limit.
 */
export async function look(
  question: Question,
  scope: Scope,
  client: GitHubClient,
): Promise<readonly Finding[]> {
  const { runs, complete } = await listRuns(question, scope, client);
  const findings: Finding[] = [];
  for (const requirement of question.requirements) {
    const { counting, others } = matchRuns(runs, requirement, question);
    const [latest, ...older] = complete
      ? judgeRuns(counting, question.policy, question.allowedConclusions)
      : [incomplete(counting[0])];
    const inspect = (standing: Standing) => lookInside(question, requirement, standing, client);
    const decided = await firstGreen(await inspect(latest), older, inspect);
    findings.push({ requirement, others, ...decided });
  }
  return findings;
}

/**
 * How a first look asks: by event where there is only one, since a quiet branch's head gathers runs of
 * `schedule` and the like; but where a missing run counts at once, for all, so that no second look is due.
 */
export function firstScope({ requirements }: Question, { graceMs }: Patience): Scope {
  return eventsOf(requirements).length === 1 && graceMs > 0 ? 'events' : 'all';
}

const eventsOf = (requirements: readonly Requirement[]): readonly string[] => [
  ...new Set(requirements.flatMap(({ events }) => events)),
];

const FEW_PAGES = 3;

interface Runs {
  readonly runs: readonly WorkflowRun[];
  /** Whether no run of the required events can be missing. */
  readonly complete: boolean;
}

async function listRuns(question: Question, scope: Scope, client: GitHubClient): Promise<Runs> {
  const all = scope === 'all' ? await listRunsOf(question, undefined, FEW_PAGES, client) : undefined;
  if (all?.complete) return all;
  // More than 300 runs of one commit, or one event only: each event by itself, as far as GitHub lists it.
  const lists = [];
  for (const event of eventsOf(question.requirements)) {
    lists.push(await listRunsOf(question, event, 10, client));
  }
  const complete = lists.every((list) => list.complete);
  return { runs: newest([...(all?.runs ?? []), ...lists.flatMap(({ runs }) => runs)]), complete };
}

async function listRunsOf(
  { repository, sha }: Question,
  event: string | undefined,
  maxPages: number,
  client: GitHubClient,
): Promise<Runs> {
  const { items, complete } = await client.list(
    '/repos/{owner}/{repo}/actions/runs',
    {
      ...inRepository(repository),
      head_sha: sha,
      exclude_pull_requests: true,
      ...(event === undefined ? {} : { event }),
    },
    (page) => page.workflow_runs,
    { maxPages, what: `workflow runs of ${repository}` },
  );
  return { runs: newest(items.map(workflowRunOf)), complete };
}

/** Each run once, in its newest attempt: pages shift while they are read. */
function newest(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  const byId = new Map<number, WorkflowRun>();
  for (const run of runs) {
    const known = byId.get(run.id);
    if (known === undefined || run.attempt >= known.attempt) byId.set(run.id, run);
  }
  return [...byId.values()];
}

type Inside = Pick<Finding, 'standing' | 'jobs'>;

/** What the latest run was found to be, unless an older one is green with its jobs and the latest is not. */
async function firstGreen(
  latest: Inside,
  older: readonly Standing[],
  inspect: (standing: Standing) => Promise<Inside>,
): Promise<Inside> {
  if (latest.standing.state === 'green') return latest;
  for (const standing of older) {
    const inside = await inspect(standing);
    if (inside.standing.state === 'green') return inside;
  }
  return latest;
}

/** Judges a green run by the jobs that are required in it. */
async function lookInside(
  { repository }: Question,
  { jobs }: Requirement,
  standing: Standing,
  client: GitHubClient,
): Promise<Inside> {
  if (standing.state !== 'green' || jobs.length === 0) return { standing, jobs: [] };
  const run_id = standing.run?.id ?? 0;
  const { items, complete } = await client.list(
    '/repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
    { ...inRepository(repository), run_id, filter: 'all' },
    (page) => page.jobs,
    { what: `jobs of the run ${run_id}` },
  );
  const found = findJobs(jobs, items.map(jobOf));
  return { standing: complete ? judgeJobs(standing, found) : incomplete(standing.run), jobs: found };
}

function jobOf(answer: unknown): Job {
  const { name, run_attempt = 1, status, conclusion } = readAnswer('job', answer);
  return { name, attempt: run_attempt, status, conclusion };
}

function incomplete(run: WorkflowRun | undefined): Standing {
  const said = 'cannot be judged: GitHub has more runs or jobs than it lists';
  return { state: 'unknown', reason: 'list-incomplete', said, run };
}

/** `owner/name` as the parameters of a path. */
export function inRepository(repository: string): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
