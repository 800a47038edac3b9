import type { Mistake } from '../../source/mistake.ts';
import type { SourcePosition } from '../../source/position.ts';
import type { Job } from '../job.ts';
import type { Workflow } from '../workflow.ts';

/** Ids of jobs and steps, names of outputs, inputs and secrets (GitHub's workflow syntax). */
const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Ids and names that GitHub does not take, or that stand twice. */
export function nameMistakes(workflow: Workflow): readonly Mistake[] {
  const { at, file, jobs } = workflow;
  const fileMistakes = /^[A-Za-z0-9_][\w.-]*\.ya?ml$/.test(file)
    ? []
    : [
        {
          at,
          message: `The file is called "${file}"; expected a name such as "release.yml", without a folder.`,
        },
      ];
  const declared = [
    ...Object.keys(workflow.call?.inputs ?? {}),
    ...Object.keys(workflow.on.workflowDispatch?.inputs ?? {}),
    ...Object.keys(workflow.call?.outputs ?? {}),
    ...Object.keys(workflow.secrets),
  ];
  return [
    ...fileMistakes,
    ...(jobs.length === 0 ? [{ at, message: 'The workflow has no job.' }] : []),
    ...declared.flatMap((name) => badName('input, output or secret', name, at)),
    ...reservedSecrets(workflow),
    ...badVariables(Object.keys(workflow.env), at),
    ...twice('job', jobs),
    ...jobs.flatMap(jobMistakes),
  ];
}

function jobMistakes(job: Job): readonly Mistake[] {
  const { at, id } = job;
  if (job.kind === 'call') return badName('job', id, at);
  const withIds = job.steps.flatMap((step) => (step.id === undefined ? [] : [{ id: step.id, at: step.at }]));
  return [
    ...badName('job', id, at),
    ...(job.steps.length === 0 ? [{ at, message: `The job "${id}" has no step.` }] : []),
    ...Object.keys(job.outputs).flatMap((name) => badName('output', name, at)),
    ...badVariables(Object.keys(job.env), at),
    ...withIds.flatMap((step) => badName('step', step.id, step.at)),
    ...twice('step', withIds),
    ...job.steps.flatMap((step) => badVariables(Object.keys(step.env), step.at)),
    ...badTimeout(job.timeoutMinutes, at),
    ...job.steps.flatMap((step) => badTimeout(step.timeoutMinutes ?? 1, step.at)),
  ];
}

function badName(what: string, name: string, at: SourcePosition): readonly Mistake[] {
  if (NAME.test(name)) return [];
  return [
    { at, message: `"${name}" is no name for a ${what}: letters, digits, "-" and "_", no digit first.` },
  ];
}

function badVariables(names: readonly string[], at: SourcePosition): readonly Mistake[] {
  return names
    .filter((name) => !VARIABLE.test(name) || /^(GITHUB|RUNNER)_/i.test(name))
    .map((name) => ({
      at,
      message: `"${name}" is no name for a variable: letters, digits and "_", and neither GITHUB_ nor RUNNER_ in front.`,
    }));
}

/** `GITHUB_TOKEN` is always there and cannot be handed over under this name. */
function reservedSecrets({ at, secrets }: Workflow): readonly Mistake[] {
  return Object.keys(secrets)
    .filter((name) => /^GITHUB_/i.test(name))
    .map((name) => ({
      at,
      message: `A secret cannot be called "${name}"; use github.token for the run's own.`,
    }));
}

/** GitHub compares ids without regard to case. */
function twice(
  what: string,
  nodes: readonly { readonly id: string; readonly at: SourcePosition }[],
): readonly Mistake[] {
  const seen = new Map<string, SourcePosition>();
  return nodes.flatMap(({ id, at }) => {
    const first = seen.get(id.toLowerCase());
    seen.set(id.toLowerCase(), first ?? at);
    return first === undefined
      ? []
      : [{ at, message: `The id "${id}" is taken by the ${what} of line ${first.line}.` }];
  });
}

function badTimeout(minutes: unknown, at: SourcePosition): readonly Mistake[] {
  if (typeof minutes !== 'number' || (minutes > 0 && Number.isInteger(minutes))) return [];
  return [{ at, message: `Found a timeout of ${minutes} minutes; expected a whole number from 1.` }];
}
