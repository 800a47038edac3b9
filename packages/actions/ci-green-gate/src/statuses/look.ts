import type { GitHubClient } from '@gatehouse/github-client';
import { inRepository, type Question } from '../question.ts';
import { incomplete } from '../standing.ts';
import { commitStatusOf } from './commit-status.ts';
import type { StatusFinding } from './finding.ts';
import { judgeStatus } from './judge.ts';

/** Lists every report about the commit; the combined status of GitHub would not say who made them. */
export async function lookAtStatuses(
  { repository, sha, statuses }: Question,
  client: GitHubClient,
): Promise<readonly StatusFinding[]> {
  if (statuses.length === 0) return [];
  const { items, complete } = await client.list(
    '/repos/{owner}/{repo}/commits/{ref}/statuses',
    { ...inRepository(repository), ref: sha },
    (page) => page,
    { what: `statuses of a commit of ${repository}` },
  );
  const reported = items.map(commitStatusOf);
  return statuses.map((requirement) => {
    const finding = judgeStatus(requirement, reported);
    return complete ? finding : { ...finding, standing: incomplete('statuses') };
  });
}
