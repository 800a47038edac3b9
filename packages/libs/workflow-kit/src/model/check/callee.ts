import { Expr } from '../../expression/expr.ts';
import type { Mistake } from '../../source/mistake.ts';
import { suggestion } from '../../source/suggestion.ts';
import type { Input } from '../input.ts';
import type { CallJob } from '../job.ts';
import type { Value } from '../value.ts';
import type { Workflow } from '../workflow.ts';

const LOCAL = /^\.\/\.github\/workflows\/[\w.-]+\.ya?ml$/;
const REMOTE = /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/[\w.-]+\.ya?ml(@[^@\s]+)?$/;

/** What a job hands over, against what the workflow that it calls asks for, as far as that is known. */
export function calleeMistakes({ jobs }: Workflow): readonly Mistake[] {
  return jobs
    .filter((job) => job.kind === 'call')
    .flatMap((job) =>
      messagesFor(job).map((message) => ({ at: job.at, message: `The job "${job.id}" ${message}` })),
    );
}

function messagesFor(job: CallJob): readonly string[] {
  const { calls } = job;
  if (calls.kind === 'reference' && !LOCAL.test(calls.uses) && !REMOTE.test(calls.uses)) {
    return [
      `calls "${calls.uses}"; expected ./.github/workflows/x.yml, or owner/name/.github/workflows/x.yml at the commit of the catalogue of pins.`,
    ];
  }
  if (calls.workflow === undefined) return [];
  const { file, call, secrets } = calls.workflow;
  if (call === undefined) {
    const remedy = calls.kind === 'reference' ? '"on: workflow_call"' : '"call"';
    return [`calls ${file}, which cannot be called: give it ${remedy}.`];
  }
  return [
    ...given('input', file, job.with, call.inputs),
    ...given('secret', file, job.secrets, secrets),
    ...Object.entries(job.with).flatMap(([name, value]) => wrongType(name, value, call.inputs[name])),
  ];
}

function given(
  what: 'input' | 'secret',
  file: string,
  values: Readonly<Record<string, Value>>,
  declared: Readonly<Record<string, { readonly required: boolean }>>,
): readonly string[] {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(declared, name));
  const missing = Object.entries(declared).filter(
    ([name, { required }]) => required && !Object.hasOwn(values, name),
  );
  return [
    ...unknown.map(
      (name) =>
        `hands over the ${what} "${name}", which ${file} does not declare.${suggestion(name, Object.keys(declared))}`,
    ),
    ...missing.map(([name]) => `does not hand over the ${what} "${name}", which ${file} requires.`),
  ];
}

/** GitHub converts nothing on the way: the text 'true' is refused where a boolean is asked for. */
function wrongType(name: string, value: Value, input: Input | undefined): readonly string[] {
  const type = value instanceof Expr ? value.type : typeof value;
  if (input === undefined || type === 'json' || type === input.type) return [];
  return [`gives a ${type} for the input "${name}", which takes a ${input.type}.`];
}
