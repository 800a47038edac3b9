import type { GitHubClient } from '@gatehouse/github-client';
import { inRepository, type Question } from '../question.ts';
import type { WorkflowPath } from './path.ts';
import type { Requirement } from './requirement.ts';
import { type WorkflowRun, workflowRunOf } from './workflow-run.ts';

/** Which runs of the commit are asked for: those of the required events, or all. */
export type Scope = 'events' | 'all';

/** Runs of the commit. */
export interface Runs {
  readonly runs: readonly WorkflowRun[];
  /** Whether no run that was asked for can be missing. */
  readonly complete: boolean;
}

/** The events that count for any of the requirements. */
export const eventsOf = (requirements: readonly Requirement[]): readonly string[] => [
  ...new Set(requirements.flatMap(({ events }) => events)),
];

const FEW_PAGES = 3;

/** Lists the runs of the commit for all workflows together. */
export async function listRuns(question: Question, scope: Scope, client: GitHubClient): Promise<Runs> {
  const all = scope === 'all' ? await listRunsOf(question, undefined, FEW_PAGES, client) : undefined;
  if (all?.complete) return all;
  // More than 300 runs of one commit, or one event only: each event by itself, as far as GitHub lists it.
  const lists = [];
  for (const event of eventsOf(question.workflows)) {
    lists.push(await listRunsOf(question, event, 10, client));
  }
  const complete = lists.every((list) => list.complete);
  return { runs: newest([...(all?.runs ?? []), ...lists.flatMap(({ runs }) => runs)]), complete };
}

/**
 * Lists the runs of the commit for one workflow, where the common list was cut off: GitHub lists at most
 * 1,000 runs for a filter. What is not named by a file here is asked for by the id that its `known` runs have.
 */
export async function listRunsOfWorkflow(
  { repository, sha }: Question,
  path: WorkflowPath,
  known: readonly WorkflowRun[],
  client: GitHubClient,
): Promise<Runs> {
  const workflow_id = workflowIdFor(path, known);
  if (workflow_id === undefined) return { runs: known, complete: false };
  const { items, complete } = await client.list(
    '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    { ...inRepository(repository), workflow_id, head_sha: sha, exclude_pull_requests: true },
    (page) => page.workflow_runs,
    { what: `runs of one workflow of ${repository}` },
  );
  const listed = items.map(workflowRunOf);
  // A list that lacks a run that is known lags behind, and may lack a newer one as well.
  const lags = known.some(({ id }) => !listed.some((run) => run.id === id));
  return { runs: newest([...known, ...listed]), complete: complete && !lags };
}

function workflowIdFor(path: WorkflowPath, known: readonly WorkflowRun[]): string | number | undefined {
  const [, file] = /^\.github\/workflows\/([^/]+)$/.exec(path.path) ?? [];
  return file ?? known[0]?.workflowId;
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
