import type { GitHubClient } from '@gatehouse/github-client';
import type { Finding } from '../finding.ts';
import { readRef } from '../place/place.ts';
import { inRepository } from '../question.ts';

/** The events that no tag causes. Of any other, also one that is not known here, `head_branch` may be a tag. */
const NEVER_BY_TAG: ReadonlySet<string> = new Set([
  'merge_group',
  'pull_request',
  'pull_request_target',
  'repository_dispatch',
  'schedule',
  'workflow_run',
]);

/**
 * The first branch among those asked about that has a tag of its name. GitHub gives a run the short name of
 * its ref, so whoever may push a tag called `main` would get a run that counts for the branch. A name that
 * only a tag bears was asked for as that tag.
 *
 * @param unproved the commit, where nothing yet shows that the token sees refs: without `contents: read`, GitHub
 * answers as if there were no tag. `undefined` where another ref was seen.
 */
export async function findNamesake(
  repository: string,
  findings: readonly Finding[],
  client: GitHubClient,
  unproved: string | undefined,
): Promise<string | undefined> {
  const branches = findings.flatMap((finding) => {
    const run = finding.kind === 'workflow' ? finding.standing.run : undefined;
    const byTag = finding.kind === 'workflow' && run !== undefined && !NEVER_BY_TAG.has(run.event);
    return byTag ? [finding.requirement.branch] : [];
  });
  if (branches.length > 0 && unproved !== undefined) {
    const what = 'commit, to see whether the token can see tags';
    const params = { ...inRepository(repository), commit_sha: unproved };
    await client.get('/repos/{owner}/{repo}/git/commits/{commit_sha}', params, { what });
  }
  for (const name of new Set(branches)) {
    const isTag = (await readRef(repository, `tags/${name}`, client)) !== undefined;
    if (isTag && (await readRef(repository, `heads/${name}`, client)) !== undefined) return name;
  }
  return undefined;
}
