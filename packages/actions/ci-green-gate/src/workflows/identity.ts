import { type GitHubClient, GitHubError } from '@gatehouse/github-client';
import { readAnswer } from '../answers.ts';
import { inRepository } from '../question.ts';
import type { WorkflowPath } from './path.ts';
import type { WorkflowRun } from './workflow-run.ts';

/**
 * Keeps the runs of one workflow. GitHub knows a workflow by its id; when runs of one path have several, it is
 * asked which id the file has. `undefined` where that can't be found out: their numbers can't be compared then.
 */
export async function runsOfOneWorkflow(
  repository: string,
  path: WorkflowPath,
  runs: readonly WorkflowRun[],
  client: GitHubClient,
): Promise<readonly WorkflowRun[] | undefined> {
  if (new Set(runs.map(({ workflowId }) => workflowId)).size <= 1) return runs;
  const id = await workflowId(repository, path, client);
  return id === undefined ? undefined : runs.filter((run) => run.workflowId === id);
}

async function workflowId(
  repository: string,
  path: WorkflowPath,
  client: GitHubClient,
): Promise<number | undefined> {
  const [, workflow_id] = /^\.github\/workflows\/([^/]+)$/.exec(path.path) ?? [];
  if (workflow_id === undefined) return undefined;
  try {
    const params = { ...inRepository(repository), workflow_id };
    const what = 'workflow of that file';
    const answer = await client.get('/repos/{owner}/{repo}/actions/workflows/{workflow_id}', params, {
      what,
    });
    return readAnswer('workflow with its id', answer).id;
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
