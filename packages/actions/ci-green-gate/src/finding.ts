import { quote, type Verdict } from '@gatehouse/action-kit';
import type { CheckFinding } from './checks/finding.ts';
import type { StatusFinding } from './statuses/finding.ts';
import type { WorkflowFinding } from './workflows/finding.ts';
import { fileName } from './workflows/path.ts';

/** Something required and where it is. */
export type Finding = WorkflowFinding | CheckFinding | StatusFinding;

/** What is required, for messages. */
export function subjectOf({ kind, requirement }: Finding): string {
  switch (kind) {
    case 'workflow':
      return fileName(requirement.path);
    case 'check':
      return `the check ${quote(requirement.name)} of ${quote(requirement.app.text)}`;
    case 'status':
      return `the status ${quote(requirement.context)} of ${quote(requirement.creator)}`;
    default:
      return kind satisfies never;
  }
}

/** The verdict on one finding once nothing is waited for any more. */
export function verdictOf({ standing, requirement }: Finding): Verdict {
  switch (standing.state) {
    case 'green':
      return 'pass';
    case 'absent':
      return requirement.optional ? 'pass' : 'fail';
    case 'pending':
    case 'red':
      return 'fail';
    case 'unknown':
      return 'unknown';
    default:
      return standing.state satisfies never;
  }
}
