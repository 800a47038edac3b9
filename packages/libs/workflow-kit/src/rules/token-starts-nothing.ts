import { reachableFrom } from '../graph/calls.ts';
import type { WorkflowSet } from '../graph/set.ts';
import type { Step } from '../model/step.ts';
import type { Value, Values } from '../model/value.ts';
import type { Workflow } from '../model/workflow.ts';
import { makesPublic } from './releasing.ts';
import { defineRule, type Offence } from './rule.ts';
import { textOf } from './words.ts';

/** The token of the job, as it can be written. */
const JOB_TOKEN = /^\$\{\{ (?:github\.token|secrets\.GITHUB_TOKEN) \}\}$/;

/**
 * What GITHUB_TOKEN does starts no workflow but by dispatch
 * (https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/trigger-a-workflow).
 */
export const tokenStartsNothing = defineRule(
  'token-starts-nothing',
  'No workflow waits for a release that GITHUB_TOKEN makes public.',
  (set) =>
    set.workflows.flatMap((workflow) =>
      workflow.jobs.flatMap((job) => {
        const steps = job.kind === 'steps' ? job.steps : [];
        return steps
          .filter(
            (step) =>
              makesPublic(step) &&
              usesJobToken(step, [step.env, job.kind === 'steps' ? job.env : {}, workflow.env]),
          )
          .flatMap((step) =>
            waiting(workflow, set).map((message): Offence => ({ workflow, job, step, message })),
          );
      }),
    ),
);

function waiting(workflow: Workflow, set: WorkflowSet): readonly string[] {
  return set.workflows
    .filter((other) => other !== workflow && other.on.release !== undefined)
    .filter((other) => !reachableFrom(workflow, set).includes(other))
    .map(
      ({ file }) =>
        `The step makes a release public with GITHUB_TOKEN, and ${file} waits for a release: nothing that this token does starts a workflow. Call ${file} from here, or use the token of a GitHub App.`,
    );
}

function usesJobToken(step: Step, envs: readonly Values[]): boolean {
  switch (step.kind) {
    case 'run': {
      const given = ['GH_TOKEN', 'GITHUB_TOKEN'].flatMap(
        (name) => envs.find((env) => name in env)?.[name] ?? [],
      );
      return given.length > 0 && isJobToken(given[0]);
    }
    case 'third-party':
    case 'own':
    case 'local': {
      const given = step.with.token ?? step.with['github-token'] ?? step.env.GITHUB_TOKEN;
      return given === undefined || isJobToken(given);
    }
    default:
      return step satisfies never;
  }
}

function isJobToken(value: Value | undefined): boolean {
  return value !== undefined && JOB_TOKEN.test(textOf(value));
}
