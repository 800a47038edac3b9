import { quote } from '@gatehouse/action-kit/quote';
import { Expr } from '../expression/expr.ts';
import { type StepPlace, stepsOf } from '../graph/set.ts';
import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { commandsIn, matchesAction } from './commands.ts';
import { defineRule } from './rule.ts';
import { textOf } from './words.ts';

/** Inputs of actions that are run as a script: what is pasted into them is code. */
const SCRIPT_INPUTS: readonly { readonly actions: readonly string[]; readonly inputs: readonly string[] }[] =
  [
    { actions: ['actions/github-script', 'appleboy/ssh-action'], inputs: ['script'] },
    { actions: ['azure/cli', 'azure/powershell'], inputs: ['inlinescript'] },
    { actions: ['nick-fields/retry', 'nick-invision/retry'], inputs: ['command', 'on_retry_command'] },
    { actions: ['addnab/docker-run-action', 'cross-platform-actions/action'], inputs: ['run'] },
    { actions: ['uraimo/run-on-arch-action'], inputs: ['install', 'run', 'setup'] },
    { actions: ['devcontainers/ci'], inputs: ['runcmd'] },
    { actions: ['retry-run'], inputs: ['run', 'shell'] },
  ];
const EVALUATED =
  /\b(?:eval|iex|Invoke-Expression|(?:ba|da|z|k)?sh -\w*c|pwsh -c(?:ommand)?|node -e|python3? -c)\s+["']?\$(?:\{|env:)?(?<name>\w+)/i;

/** An expression is pasted before the script is read, so a branch name becomes a command. */
export const scriptTemplate = defineRule(
  'script-template',
  'Values reach a script through `env`, and are never run as commands.',
  (set) =>
    stepsOf(set).flatMap((place) => {
      const { workflow, job, step } = place;
      return scriptsOf(step).flatMap(({ key, value }) =>
        [templateIn(key, value), evaluated(value, place)].flatMap((message) =>
          message === undefined ? [] : [{ workflow, job, step, message }],
        ),
      );
    }),
);

/** Everything that the step runs as a script, by its key. */
function scriptsOf(step: Step): readonly { readonly key: string; readonly value: Value }[] {
  if (step.kind === 'run') {
    const shell = step.shell === undefined ? [] : [{ key: 'shell', value: step.shell }];
    return [{ key: 'run', value: step.script }, ...shell];
  }
  const inputs = SCRIPT_INPUTS.find(({ actions }) => matchesAction(step.action, actions))?.inputs ?? [];
  return Object.entries(step.with)
    .filter(([name]) => inputs.includes(name.toLowerCase()))
    .map(([name, value]) => ({ key: `with.${name}`, value }));
}

function templateIn(key: string, value: Value): string | undefined {
  const text = textOf(value);
  const found = /\$\{\{.*?(?:\}\}|$)/s.exec(text)?.[0];
  if (found === undefined) return undefined;
  return `"${key}" is run as a script and holds ${quote(found)}, which is pasted into it before it is read. Hand the value over through "env" and read the variable.`;
}

/** A variable that comes from an expression and is run as a command all the same. */
function evaluated(value: Value, { workflow, job, step }: StepPlace): string | undefined {
  const variables = { ...workflow.env, ...job.env, ...step.env };
  const name = commandsIn(textOf(value))
    .map((command) => EVALUATED.exec(command)?.groups?.name)
    .find((found) => found !== undefined && variables[found] instanceof Expr);
  if (name === undefined) return undefined;
  return `The script runs the value of ${name} as a command, and that comes from ${quote(textOf(variables[name] ?? ''))}. Read it as data; a command of the caller belongs into a file of the caller's repository.`;
}
