import { Expr } from '../expression/expr.ts';
import { type ExprNode, referencesIn } from '../expression/node.ts';
import { calleeOf } from '../graph/calls.ts';
import type { WorkflowSet } from '../graph/set.ts';
import type { Input } from '../model/input.ts';
import { valuesOf } from '../model/values.ts';
import type { Workflow } from '../model/workflow.ts';
import { defineRule, type Offence } from './rule.ts';

/** What GitHub takes for an input in a run that nobody dispatched. */
const NOTHING: readonly unknown[] = [undefined, '', false, 0];

/** Inputs are empty in a run that a push or a schedule has started, and their defaults do not count. */
export const inputWithoutDispatch = defineRule(
  'input-without-dispatch',
  'What reads an input of a dispatch also works where the run was started otherwise.',
  (set) => set.workflows.filter(startsOtherwise).flatMap((workflow) => offences(workflow, set)),
);

function startsOtherwise({ on }: Workflow): boolean {
  const { workflowDispatch, ...others } = on;
  return (
    workflowDispatch?.inputs !== undefined && Object.values(others).some((filters) => filters !== undefined)
  );
}

function offences(workflow: Workflow, set: WorkflowSet): readonly Offence[] {
  const inputs = workflow.on.workflowDispatch?.inputs ?? {};
  return valuesOf(workflow).flatMap(({ value, place: { job, step, key } }) => {
    if (!(value instanceof Expr) || asksForEvent(value.node)) return [];
    return inputsReadBy(value.node).flatMap((name): readonly Offence[] => {
      const input = inputs[name];
      if (input === undefined) return [];
      const handedOn =
        job?.kind === 'call' && isBare(value.node) && isTyped(job.with, value, key, () => calleeOf(job, set));
      const message = handedOn
        ? `"${key}" hands the input "${name}" on as it is: in a run that nobody dispatched it is empty, which a called workflow does not take for a ${input.type}.`
        : messageForDefault(name, input, key);
      return message === undefined
        ? []
        : [
            {
              workflow,
              job,
              step,
              message: `${message} Write choose(eq(github.event_name, 'workflow_dispatch'), …, …), or start it by dispatch only.`,
            },
          ];
    });
  });
}

function messageForDefault(name: string, input: Input, key: string): string | undefined {
  const { default: usual, required } = input;
  if (!required && (usual instanceof Expr || NOTHING.includes(usual))) return undefined;
  const said = required ? 'required' : `${JSON.stringify(usual)} by default`;
  return `"${key}" reads the input "${name}", which is ${said}, but empty in a run that nobody dispatched.`;
}

/** Whether what is handed on is for an input that is not a text. */
function isTyped(
  given: Readonly<Record<string, unknown>>,
  value: Expr,
  key: string,
  callee: () => Workflow | undefined,
): boolean {
  const name = Object.keys(given).find((one) => given[one] === value) ?? key.replace(/^with\./, '');
  const type = callee()?.call?.inputs[name]?.type;
  return type === 'boolean' || type === 'number';
}

/** Whether the input is handed on with nothing done to it. */
function isBare(node: ExprNode): boolean {
  return node.kind === 'property' && node.of.kind === 'context' && node.of.name === 'inputs';
}

function inputsReadBy(node: ExprNode): readonly string[] {
  // `or(input, …)` says what counts where there is none.
  if (node.kind === 'operation' && node.operator === '||') {
    return node.operands.slice(1).flatMap(inputsReadBy);
  }
  return referencesIn(node).flatMap(({ context, path: [name] }) =>
    context === 'inputs' && name !== undefined ? [name] : [],
  );
}

/** Whether the expression itself looks at what started the run. */
function asksForEvent(node: ExprNode): boolean {
  return referencesIn(node).some(
    ({ context, path: [name] }) => context === 'github' && name === 'event_name',
  );
}
