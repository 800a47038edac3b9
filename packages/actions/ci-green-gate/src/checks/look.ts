import type { GitHubClient } from '@gatehouse/github-client';
import { readAnswer } from '../answers.ts';
import { inRepository, type Question } from '../question.ts';
import { incomplete } from '../standing.ts';
import { checkRunOf } from './check-run.ts';
import type { CheckFinding } from './finding.ts';
import { judgeCheck } from './judge.ts';

/**
 * GitHub lists the check runs of the 1,000 newest suites of a commit only, and does not say so in the list
 * (https://docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference).
 */
const MOST_SUITES = 1000;

/** Asks for each required check by its name: one request each, and one for the number of suites. */
export async function lookAtChecks(
  { repository, sha, checks, allowedConclusions }: Question,
  client: GitHubClient,
): Promise<readonly CheckFinding[]> {
  const findings: CheckFinding[] = [];
  const where = { ...inRepository(repository), ref: sha };
  for (const requirement of checks) {
    const { name: check_name } = requirement;
    const { items, complete } = await client.list(
      '/repos/{owner}/{repo}/commits/{ref}/check-runs',
      { ...where, check_name, filter: 'all' },
      (page) => page.check_runs,
      { what: `check runs of ${repository}` },
    );
    const finding = judgeCheck(requirement, items.map(checkRunOf), sha, allowedConclusions);
    findings.push(complete ? finding : { ...finding, standing: incomplete('check runs') });
  }
  return findings.length > 0 && (await suitesAreCut(where, client))
    ? findings.map((finding) => ({ ...finding, standing: incomplete('check suites') }))
    : findings;
}

async function suitesAreCut(
  where: { readonly owner: string; readonly repo: string; readonly ref: string },
  client: GitHubClient,
): Promise<boolean> {
  const path = '/repos/{owner}/{repo}/commits/{ref}/check-suites';
  const answer = await client.get(path, { ...where, per_page: 1 }, { what: 'check suites of the commit' });
  return readAnswer('list of check suites', answer).total_count > MOST_SUITES;
}
