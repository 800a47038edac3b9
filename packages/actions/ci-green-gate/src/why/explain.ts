import type { GitHubClient } from '@gatehouse/github-client';
import type { Finding } from '../finding.ts';
import type { Question } from '../question.ts';
import type { Explained } from '../result.ts';
import type { Cause } from './cause.ts';
import { explainAbsence } from './causes.ts';
import { gatherFacts } from './facts.ts';
import { explainCancelled } from './superseded.ts';

/** Adds to each finding why its workflow has no run, or why its run was cancelled. */
export async function explainFindings(
  question: Question,
  findings: readonly Finding[],
  client: GitHubClient,
): Promise<readonly Explained[]> {
  const missing = findings.flatMap((finding) =>
    finding.kind === 'workflow' && finding.standing.reason === 'no-run' ? [finding.requirement] : [],
  );
  const facts = missing.length === 0 ? undefined : await gatherFacts(question, missing, client);
  const causesOf = async (finding: Finding): Promise<readonly Cause[]> => {
    if (finding.kind !== 'workflow') return [];
    const { requirement, standing, others } = finding;
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
