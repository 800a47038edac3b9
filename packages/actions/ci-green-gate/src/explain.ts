import type { GitHubClient } from '@gatehouse/github-client';
import { type Cause, explainAbsence } from './causes.ts';
import type { Finding } from './decide.ts';
import { gatherFacts } from './facts.ts';
import type { Question } from './look.ts';
import type { Explained } from './result.ts';
import { explainCancelled } from './superseded.ts';

/** Adds to each finding why its workflow has no run, or why its run was cancelled. */
export async function explainFindings(
  question: Question,
  findings: readonly Finding[],
  client: GitHubClient,
): Promise<readonly Explained[]> {
  const absent = findings.filter(({ standing }) => standing.reason === 'no-run');
  const missing = absent.map(({ requirement }) => requirement);
  const facts = missing.length === 0 ? undefined : await gatherFacts(question, missing, client);
  const causesOf = async ({ requirement, standing, others }: Finding): Promise<readonly Cause[]> => {
    const { reason, run } = standing;
    if (reason === 'no-run' && facts) return explainAbsence(requirement, others, question.sha, facts);
    if (reason === 'cancelled' && run !== undefined) {
      return explainCancelled(question.repository, run, client);
    }
    return [];
  };
  const explained: Explained[] = [];
  for (const finding of findings) explained.push({ ...finding, causes: await causesOf(finding) });
  return explained;
}
