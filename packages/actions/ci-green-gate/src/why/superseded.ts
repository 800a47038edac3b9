import { type GitHubClient, GitHubError } from '@gatehouse/github-client';
import { inRepository } from '../question.ts';
import {
  byNumberDescending,
  stateOf,
  type WorkflowRun,
  word,
  workflowRunOf,
} from '../workflows/workflow-run.ts';
import type { Cause } from './cause.ts';

/**
 * Names the newer commit of the branch that a cancelled run gave way to: with `cancel-in-progress` the
 * next push cancels the run of the one before, and that commit stays without proof.
 */
export async function explainCancelled(
  repository: string,
  cancelled: WorkflowRun,
  client: GitHubClient,
): Promise<readonly Cause[]> {
  const { workflowId: workflow_id, event, branch } = cancelled;
  const params = { ...inRepository(repository), workflow_id, event, exclude_pull_requests: true };
  const where = branch === null ? params : { ...params, branch };
  try {
    const path = '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
    const { items } = await client.list(path, where, (page) => page.workflow_runs, { maxPages: 1 });
    return causeOf(cancelled, items.map(workflowRunOf));
  } catch (error) {
    if (error instanceof GitHubError) return [];
    throw error;
  }
}

/** The explanation that the other runs of the same workflow give. */
export function causeOf(cancelled: WorkflowRun, runs: readonly WorkflowRun[]): readonly Cause[] {
  const { number, event, branch, sha } = cancelled;
  const newer = runs
    .filter((run) => run.number > number && run.event === event && run.branch === branch && run.sha !== sha)
    .sort(byNumberDescending);
  const next = newer.at(-1);
  const last = newer[0];
  if (next === undefined || last === undefined) {
    return [{ code: 'cancelled', said: 'no newer commit ran on the branch; run it again and wait for it' }];
  }
  const then = last === next ? '' : `; the latest is ${word(last.sha)} (${stateOf(last)})`;
  return [
    {
      code: 'superseded',
      said: `the newer commit ${word(next.sha)} took its place (run ${next.id}, ${stateOf(next)})${then}; release that one`,
    },
  ];
}
