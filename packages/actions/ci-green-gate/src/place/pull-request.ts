import type { RunContext } from '@gatehouse/action-kit';

/**
 * Why a gate with the defaults can't pass in a run of a pull request: `github.sha` is then the commit that
 * would merge it, which is on no branch and has no runs, checks or statuses. `undefined` for any other commit.
 */
export function pullRequestMisfit(sha: string, { ref, sha: own }: RunContext): string | undefined {
  const [, number] = /^refs\/pull\/(\d+)\/merge$/.exec(ref) ?? [];
  if (number === undefined || sha !== own) return undefined;
  const field = (path: string) => `\${{ github.${path} }}`;
  return [
    `this run is for pull request ${number}, so github.sha is its merge commit, which has no runs of its own.`,
    `Set "sha: ${field('event.pull_request.head.sha')}", "branch: ${field('head_ref')}",`,
    '"events: pull_request" and "ref-policy: none"',
  ].join(' ');
}
