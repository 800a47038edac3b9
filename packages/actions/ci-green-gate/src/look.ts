import type { GitHubClient } from '@gatehouse/github-client';
import { lookAtChecks } from './checks/look.ts';
import type { Finding } from './finding.ts';
import type { Question } from './question.ts';
import { lookAtStatuses } from './statuses/look.ts';
import { lookAtWorkflows } from './workflows/look.ts';
import type { Scope } from './workflows/runs.ts';

/** Looks at everything that is required once. */
export async function look(
  question: Question,
  scope: Scope,
  client: GitHubClient,
): Promise<readonly Finding[]> {
  return [
    ...(await lookAtWorkflows(question, scope, client)),
    ...(await lookAtChecks(question, client)),
    ...(await lookAtStatuses(question, client)),
  ];
}
