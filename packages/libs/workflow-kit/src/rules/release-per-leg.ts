import { Expr } from '../expression/expr.ts';
import { jobsById } from '../graph/needs.ts';
import { jobsOfKind } from '../graph/set.ts';
import { ancestors } from '../model/condition.ts';
import type { StepsJob } from '../model/job.ts';
import type { Matrix } from '../model/matrix.ts';
import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import type { Workflow } from '../model/workflow.ts';
import { commandsIn, matchesAction } from './commands.ts';
import { sharedBy } from './leg-values.ts';
import { defineRule, type Offence } from './rule.ts';

/** Actions that make the release of a tag unless it is there. */
const MAKE_OR_FILL = ['softprops/action-gh-release', 'ncipollo/release-action'];
const ALWAYS_MAKE = ['actions/create-release'];
const CREATE = /\bgh release create\s+(?<tag>(?:"[^"]*"|'[^']*'|\S)+)/;

/** Legs that race to make one release leave two drafts, or fail, or publish before the others have uploaded. */
export const releasePerLeg = defineRule(
  'release-per-leg',
  'One job makes a release before the legs of a matrix fill it.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) => {
      const { matrix } = job;
      if (matrix === undefined) return [];
      return job.steps.flatMap((step): readonly Offence[] => {
        const by = isOfOneLeg(step)
          ? []
          : tagsMade(step, job, workflow).map((tag) => sharedByTag(tag, matrix));
        if (by.every((one) => one === 'none')) return [];
        const start = by.includes('all')
          ? `Every leg of "${job.id}" makes the release`
          : `Legs of "${job.id}" make one release together, since they have one tag`;
        const message = `${start}, whatever resource the job names: the first one wins, and others fail or leave a second draft. Make the release in one job that "${job.id}" needs, and let the legs upload to it.`;
        return [{ workflow, job, step, message }];
      });
    }),
);

/** The tags of the releases that a step makes; `undefined` for one that is not known here. */
function tagsMade(step: Step, job: StepsJob, workflow: Workflow): readonly (Value | undefined)[] {
  switch (step.kind) {
    case 'run':
      return commandsIn(step.script).flatMap((command) => {
        const tag = CREATE.exec(command)?.groups?.tag;
        return tag === undefined ? [] : [tagValue(tag, step.env, job.env)];
      });
    case 'third-party': {
      const makes =
        matchesAction(step.action, ALWAYS_MAKE) ||
        (matchesAction(step.action, MAKE_OR_FILL) && !isMadeBefore(job, workflow));
      return makes ? [step.with.tag_name ?? step.with.tag] : [];
    }
    case 'own':
    case 'local':
      return [];
    default:
      return step satisfies never;
  }
}

/** The value that a shell word such as `"$TAG"` has, where it is one variable that is set here. */
function tagValue(word: string, ...envs: readonly Readonly<Record<string, Value>>[]): Value | undefined {
  const [, name] = /^"?\$\{?(\w+)\}?"?$/.exec(word) ?? [];
  return name === undefined ? undefined : envs.find((env) => name in env)?.[name];
}

/** A tag of which nothing is known may be the same for all. */
function sharedByTag(tag: Value | undefined, matrix: Matrix): 'all' | 'some' | 'none' {
  if (!(tag instanceof Expr) || !tag.uses.includes('matrix')) return 'all';
  return sharedBy(tag, matrix);
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
