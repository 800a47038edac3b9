import { Expr } from '../expression/expr.ts';
import { jobsById } from '../graph/needs.ts';
import { jobsOfKind } from '../graph/set.ts';
import { ancestors } from '../model/condition.ts';
import type { StepsJob } from '../model/job.ts';
import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import type { Workflow } from '../model/workflow.ts';
import { commandsIn, matchesAction } from './commands.ts';
import { defineRule } from './rule.ts';

/** Actions that make the release of a tag unless it is there. */
const MAKE_OR_FILL = ['softprops/action-gh-release', 'ncipollo/release-action'];
const ALWAYS_MAKE = ['actions/create-release'];
const CREATE = /\bgh release create\s+(?<tag>(?:"[^"]*"|'[^']*'|\S)+)/;

/** Legs that race to make one release leave two drafts, or fail, or publish before the others have uploaded. */
export const releasePerLeg = defineRule(
  'release-per-leg',
  'One job makes a release before the legs of a matrix fill it.',
  (set) =>
    jobsOfKind(set, 'steps')
      .filter(({ job }) => job.matrix !== undefined)
      .flatMap(({ workflow, job }) =>
        job.steps
          .filter((step) => makesRelease(step, job, workflow) && !isOfOneLeg(step))
          .map((step) => ({
            workflow,
            job,
            step,
            message: `Every leg of "${job.id}" makes the release, whatever resource the job names: the first one wins, and others fail or leave a second draft. Make the release in one job that "${job.id}" needs, and let the legs upload to it.`,
          })),
      ),
);

function makesRelease(step: Step, job: StepsJob, workflow: Workflow): boolean {
  switch (step.kind) {
    case 'run':
      return commandsIn(step.script).some((command) => {
        const tag = CREATE.exec(command)?.groups?.tag;
        return tag !== undefined && !isOfLeg(tagValue(tag, step.env, job.env));
      });
    case 'third-party': {
      const isOwn = isOfLeg(step.with.tag_name ?? step.with.tag);
      if (matchesAction(step.action, ALWAYS_MAKE)) return !isOwn;
      return matchesAction(step.action, MAKE_OR_FILL) && !isOwn && !isMadeBefore(job, workflow);
    }
    case 'own':
    case 'local':
      return false;
    default:
      return step satisfies never;
  }
}

/** The value that a shell word such as `"$TAG"` has, where it is one variable that is set here. */
function tagValue(word: string, ...envs: readonly Readonly<Record<string, Value>>[]): Value | undefined {
  const [, name] = /^"?\$\{?(\w+)\}?"?$/.exec(word) ?? [];
  return name === undefined ? undefined : envs.find((env) => name in env)?.[name];
}

/** Whether a tag is another one for each leg. */
function isOfLeg(value: Value | undefined): boolean {
  return value instanceof Expr && value.uses.includes('matrix');
}

function isMadeBefore(job: StepsJob, workflow: Workflow): boolean {
  return ancestors(job, jobsById(workflow)).some(
    (one) =>
      one.kind === 'steps' &&
      one.matrix === undefined &&
      one.steps.some(
        (step) =>
          (step.kind === 'third-party' && matchesAction(step.action, [...MAKE_OR_FILL, ...ALWAYS_MAKE])) ||
          (step.kind === 'own' && step.action === 'release-draft') ||
          (step.kind === 'run' && commandsIn(step.script).some((command) => CREATE.test(command))),
      ),
  );
}

function isOfOneLeg(step: Step): boolean {
  return step.if?.uses.some((use) => use === 'matrix' || use === 'strategy') === true;
}
