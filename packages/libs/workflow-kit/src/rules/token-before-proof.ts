import { quoteList } from '@gatehouse/action-kit/quote';
import { provenBefore } from '../graph/needs.ts';
import { jobsOfKind } from '../graph/set.ts';
import type { StepsJob } from '../model/job.ts';
import type { Step } from '../model/step.ts';
import type { Workflow } from '../model/workflow.ts';
import { tokenRequest } from './releasing.ts';
import { defineRule } from './rule.ts';

/** The actions that prove what is about to be published, by the registry that gives the token. */
const PROOFS = {
  'crates.io': ['crate-byte-identity'],
  PyPI: ['python-dist-identity'],
  'a registry': ['ci-green-gate', 'cosign-gate', 'crate-byte-identity', 'python-dist-identity'],
} as const;

/** A token for crates.io is good for half an hour and every crate of the workflow, whatever is proved later. */
export const tokenBeforeProof = defineRule(
  'token-before-proof',
  'A job proves what it publishes before it asks for the token to publish it.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) => {
      const provenJobs = jobsBefore(job, workflow);
      return job.steps.flatMap((step, index) => {
        const registry = tokenRequest(step, job);
        if (registry === undefined) return [];
        const proofs: readonly string[] = PROOFS[registry];
        const before = [...provenJobs.flatMap(({ steps }) => steps), ...job.steps.slice(0, index)];
        if (before.some((one) => proves(one, proofs))) return [];
        return {
          workflow,
          job,
          step,
          message: `The step gets a token for ${registry} before anything has proved what will be published. Put ${quoteList(proofs)} before it, in this job or in one that it needs, with no "if" and no "continueOnError".`,
        };
      });
    }),
);

function jobsBefore(job: StepsJob, workflow: Workflow): readonly StepsJob[] {
  const proven = provenBefore(job, workflow);
  return workflow.jobs.filter((one) => one.kind === 'steps').filter(({ id }) => proven.has(id));
}

/** A proof that can be left out, or that may fail, proves nothing. */
function proves(step: Step, proofs: readonly string[]): boolean {
  if (step.kind !== 'own' || step.if !== undefined) return false;
  return proofs.includes(step.action) && (step.continueOnError ?? false) === false;
}
