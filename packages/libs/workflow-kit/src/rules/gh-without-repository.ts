import { Expr } from '../expression/expr.ts';
import { jobsOfKind } from '../graph/set.ts';
import type { StepsJob } from '../model/job.ts';
import type { RunStep, Step, ThirdPartyStep } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import type { Workflow } from '../model/workflow.ts';
import { commandsIn, matchesAction } from './commands.ts';
import { defineRule } from './rule.ts';
import { textOf } from './words.ts';

/** Commands of gh that are about a repository; `gh api` only where it leaves its name open. */
const ABOUT_A_REPOSITORY =
  /(?:^|[\s;&|(`])gh (?:(?:cache|issue|label|pr|release|ruleset|run|secret|variable|workflow) |api\b.*\{(?:owner|repo)\})/;
const NAMED = /\s(?:-R|--repo)[\s=]|\bGH_REPO=/;
const MOVES = /(?:^|[\s;&|(])(?:cd|pushd) /;
const CLONED = /\b(?:git (?:clone|init)|gh repo clone|git remote add)\b/;

/** gh asks git which repository it is in; a fresh job is in none. */
export const ghWithoutRepository = defineRule(
  'gh-without-repository',
  'A script that calls gh is in a checkout, or says which repository it means.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) =>
      job.steps.flatMap((step, index) => {
        if (step.kind !== 'run' || isSaid(step, job, workflow) || isCheckedOut(job, index)) return [];
        const command = commandIn(step);
        if (command === undefined) return [];
        const where = job.steps.slice(0, index).some(isCheckout)
          ? 'outside the folder of the checkout'
          : 'in a job without a checkout';
        const message = `The script calls "${command}" ${where}, so gh does not know the repository ("not a git repository"). Set GH_REPO to github.repository under "env".`;
        return [{ workflow, job, step, message }];
      }),
    ),
);

function commandIn({ script }: RunStep): string | undefined {
  const commands = commandsIn(script);
  const found = commands.find((command) => ABOUT_A_REPOSITORY.test(command) && !NAMED.test(command));
  const [words] = /gh [a-z]+(?: [a-z-]+)?/.exec(found ?? '') ?? [];
  return words;
}

function isSaid(step: RunStep, job: StepsJob, workflow: Workflow): boolean {
  return [step.env, job.env, workflow.env].some((env) => 'GH_REPO' in env);
}

/** Whether an earlier step, or the script itself, leaves a repository. */
function isCheckedOut({ steps }: StepsJob, index: number): boolean {
  const asking = steps[index];
  const isElsewhere =
    asking?.kind === 'run' &&
    (asking.workingDirectory !== undefined ||
      commandsIn(asking.script).some((command) => MOVES.test(command)));
  return steps
    .slice(0, index + 1)
    .some(
      (step) =>
        (isCheckout(step) && (isElsewhere || isRoot(step.with.path))) ||
        (step.kind === 'run' && commandsIn(step.script).some((command) => CLONED.test(command))),
    );
}

function isCheckout(step: Step): step is ThirdPartyStep {
  return step.kind === 'third-party' && matchesAction(step.action, ['actions/checkout']);
}

/** Whether a checkout goes into the folder in which scripts run. */
function isRoot(path: Value | undefined): boolean {
  return path === undefined || path instanceof Expr || ['', '.', './'].includes(textOf(path));
}
