import type { GitHubClient } from '@gatehouse/github-client';
import type { Finding } from '../finding.ts';
import { readRef } from '../place/place.ts';

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
 */
export async function findNamesake(
  repository: string,
  findings: readonly Finding[],
  client: GitHubClient,
): Promise<string | undefined> {
  const branches = findings.flatMap((finding) => {
    const run = finding.kind === 'workflow' ? finding.standing.run : undefined;
    const byTag = finding.kind === 'workflow' && run !== undefined && !NEVER_BY_TAG.has(run.event);
    return byTag ? [finding.requirement.branch] : [];
  });
  for (const name of new Set(branches)) {
    const isTag = (await readRef(repository, `tags/${name}`, client)) !== undefined;
    if (isTag && (await readRef(repository, `heads/${name}`, client)) !== undefined) return name;
  }
  return undefined;
}
