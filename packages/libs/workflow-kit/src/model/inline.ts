import { access, github } from '../expression/contexts.ts';
import { Expr, type ExprAt, nodeOf } from '../expression/expr.ts';
import { fold } from '../expression/fold.ts';
import { choose } from '../expression/functions.ts';
import { type ExprNode, type Reference, referencesIn, replaceNodes } from '../expression/node.ts';
import { eq } from '../expression/operators.ts';
import { POSITIONS, type Use } from '../expression/position.ts';
import { type Mistake, mistaken, refuse } from '../source/mistake.ts';
import { calledFrom, type SourcePosition } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';
import { workflowMistakes } from './check/index.ts';
import { concurrencyOf } from './concurrency.ts';
import { checkForm } from './form.ts';
import type { Input, Inputs, Secrets, ValueOf } from './input.ts';
import { shown } from './shown.ts';
import type { ConcurrencySpec } from './spec.ts';
import type { Suppression } from './suppression.ts';
import type { Triggers } from './trigger.ts';
import type { Value } from './value.ts';
import { changeValues, valuesOf } from './values.ts';
import { isWorkflow, type Workflow } from './workflow.ts';
import { INLINE_FORM } from './workflow-form.ts';

/** How a callable workflow becomes one that starts by itself. */
export interface InlineSpec<I extends Inputs> {
  readonly file: string;
  readonly name?: string;
  readonly description?: string;
  readonly on: Triggers;
  /**
   * The values of its inputs. One that `workflowDispatch` asks for under the same name is taken from
   * there, and from here on every other trigger; what is left keeps its default.
   */
  readonly inputs?: { readonly [N in keyof I]?: ValueOf<I[N]['type']> | ExprAt<'run-name'> };
  readonly concurrency?: ConcurrencySpec<'workflow-concurrency'>;
  readonly suppress?: readonly Suppression[];
}

/**
 * The jobs of a callable workflow in a workflow of their own. Trusted publishing looks at the file
 * that was started (PyPI refuses a called one), so the same source is needed in both forms.
 */
export function inline<I extends Inputs, S extends Secrets>(
  called: Workflow<I, S>,
  spec: InlineSpec<I>,
): Workflow<Record<never, never>, S, never> {
  const at = calledFrom(inline);
  if (!isWorkflow(called)) mistaken(at, `Found ${shown(called)} in front; expected a workflow.`);
  checkForm(at, 'The inlined workflow', spec, INLINE_FORM);
  if (called.call === undefined)
    mistaken(at, `${called.file} cannot be called, so it starts by itself already.`);
  refuse([...valueMistakes(called.call.inputs, spec, at), ...wholeInputs(called)]);
  const values = new Map(
    Object.entries(called.call.inputs).map(([name, input]) => [name, inlinedValue(name, input, spec)]),
  );
  const replaced = changeValues(called, (value) => replaceInputs(value, values));
  const inlined = {
    ...replaced,
    at,
    file: spec.file,
    name: spec.name ?? called.name,
    description: spec.description ?? called.description,
    on: spec.on,
    call: undefined,
    concurrency: spec.concurrency ? concurrencyOf(undefined, spec.concurrency) : replaced.concurrency,
    suppressions: [...called.suppressions, ...(spec.suppress ?? [])],
  };
  refuse(workflowMistakes(inlined));
  return inlined;
}

function valueMistakes(inputs: Inputs, spec: InlineSpec<Inputs>, at: SourcePosition): readonly Mistake[] {
  const given = Object.keys(spec.inputs ?? {});
  const asked = Object.keys(spec.on.workflowDispatch?.inputs ?? {});
  const unknown = [...given, ...asked].filter((name) => !Object.hasOwn(inputs, name));
  const missing = Object.entries(inputs).filter(
    ([name, { required }]) => required && !given.includes(name) && !isAlwaysAsked(name, spec),
  );
  const known: readonly Use[] = POSITIONS['run-name'];
  const late = Object.entries(spec.inputs ?? {}).filter(
    ([, value]) => value instanceof Expr && value.uses.some((use) => !known.includes(use)),
  );
  return [
    ...late.map(([name]) => ({
      at,
      message: `The value of the input "${name}" uses what is not known everywhere; expected nothing but ${known.join(', ')}.`,
    })),
    ...unknown.map((name) => ({
      at,
      message: `A value is given for the input "${name}", which is not declared.${suggestion(name, Object.keys(inputs))}`,
    })),
    ...missing.map(([name]) => ({
      at,
      message: `The input "${name}" is required; give its value under "inputs".`,
    })),
  ];
}

/** `toJSON(inputs)` would show what is asked for by hand, and not what the jobs are given. */
function wholeInputs(called: Workflow): readonly Mistake[] {
  return valuesOf(called)
    .filter(({ value }) => value instanceof Expr && referencesIn(value.node).some(isWhole))
    .map(({ place }) => ({
      at: place.at,
      message: `"${place.key}" reads all inputs at once, of which none are left in an inlined workflow.`,
    }));
}

function isWhole({ context, path }: Reference): boolean {
  return context === 'inputs' && path.length === 0;
}

/** The value of an input: asked for when the run is started by hand, else given, else its default. */
function inlinedValue(name: string, input: Input, spec: InlineSpec<Inputs>): Value {
  const empty = { boolean: false, number: 0, string: '' }[input.type];
  const given: Value = spec.inputs?.[name] ?? input.default ?? empty;
  if (!Object.hasOwn(spec.on.workflowDispatch?.inputs ?? {}, name)) return given;
  const asked: Expr = access(input.type, 'inputs', [name]);
  return isAlwaysAsked(name, spec) ? asked : choose(eq(github.event_name, 'workflow_dispatch'), asked, given);
}

function isAlwaysAsked(name: string, { on }: InlineSpec<Inputs>): boolean {
  const events = Object.values(on).filter((event) => event !== undefined);
  return events.length === 1 && Object.hasOwn(on.workflowDispatch?.inputs ?? {}, name);
}

/** `value` with the inputs that it reads replaced; plain where nothing is left to evaluate. */
function replaceInputs(value: Value, inputs: ReadonlyMap<string, Value>): Value {
  if (!(value instanceof Expr)) return value;
  const node = replaceNodes(value.node, (found) => {
    const name = inputName(found);
    const given = name === undefined ? undefined : inputs.get(name);
    return given === undefined ? undefined : nodeOf(given);
  });
  const flat = fold(node);
  return flat.kind === 'literal' && flat.value !== null ? flat.value : new Expr(value.type, flat);
}

function inputName(node: ExprNode): string | undefined {
  const isInput = node.kind === 'property' && node.of.kind === 'context' && node.of.name === 'inputs';
  return isInput && typeof node.key === 'string' ? node.key : undefined;
}
