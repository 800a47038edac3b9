import { mayWrite } from '../graph/permissions.ts';
import { jobsOfKind } from '../graph/set.ts';
import type { StepsJob } from '../model/job.ts';
import type { ThirdPartyStep } from '../model/step.ts';
import type { Workflow } from '../model/workflow.ts';
import { matchesAction } from './commands.ts';
import { defineRule } from './rule.ts';
import { textOf } from './words.ts';

/** A token that checkout leaves behind can be read by every later step, and ends up in artifacts. */
export const persistCredentials = defineRule(
  'persist-credentials',
  'Checkout leaves a token only in the one job that pushes with git, and says so.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) =>
      checkoutsOf(job).flatMap((step) => {
        const message = messageFor(step, job, workflow);
        return message === undefined ? [] : { workflow, job, step, message };
      }),
    ),
);

function messageFor(step: ThirdPartyStep, job: StepsJob, workflow: Workflow): string | undefined {
  const value = said(step);
  if (value === 'false') return undefined;
  if (value !== 'true') {
    const found = value === undefined ? 'does not say whether it leaves its token behind' : `says ${value}`;
    return `The checkout ${found}; by default it does. Expected 'persist-credentials': false, or true in the one job that pushes.`;
  }
  if (!pushes(job)) {
    return "The checkout leaves its token behind in a job that pushes nothing: it writes no branch or tag, or may not write contents. Expected 'persist-credentials': false.";
  }
  const first = workflow.jobs.find(
    (one) => one.kind === 'steps' && pushes(one) && checkoutsOf(one).some((other) => said(other) === 'true'),
  );
  if (first === undefined || first === job) return undefined;
  return `The checkout leaves its token behind, as that of "${first.id}" does already. Let one job push.`;
}

function checkoutsOf({ steps }: StepsJob): readonly ThirdPartyStep[] {
  return steps
    .filter((step) => step.kind === 'third-party')
    .filter(({ action }) => matchesAction(action, ['actions/checkout']));
}

function said(step: ThirdPartyStep): string | undefined {
  const value = step.with['persist-credentials'];
  return value === undefined ? undefined : textOf(value);
}

function pushes(job: StepsJob): boolean {
  const kind = job.writes?.kind;
  return (kind === 'branch' || kind === 'tag') && mayWrite(job, 'contents');
}
