import { quote } from '@gatehouse/action-kit/quote';
import { access } from '../expression/contexts.ts';
import type { Expr } from '../expression/expr.ts';
import type { OwnActionName, OwnActionTypes } from '../own-actions/index.ts';
import { mistaken } from '../source/mistake.ts';
import { calledFrom, type SourcePosition } from '../source/position.ts';
import { a, checkForm } from './form.ts';
import { STEP_FORMS } from './forms.ts';
import type { PinnedAction } from './pinned-action.ts';
import { insistOnText } from './shown.ts';
import type {
  LocalStep,
  OwnStep,
  RunSpec,
  RunStep,
  Step,
  StepSpec,
  ThirdPartyStep,
  UseSpec,
} from './step.ts';
import type { ValuesAt } from './value.ts';

/** A step whose outputs can be read by the steps after it and by the outputs of its job. */
export type Readable<S extends Step, Output extends string = string> = S & {
  /** `steps.<id>.outputs.<name>`. */
  readonly output: (name: Output) => Expr<'string', 'steps'>;
};

/** A step that runs a script. */
export function run<Output extends string = never>(spec: RunSpec<Output>): Readable<RunStep, Output> {
  const at = calledFrom(run);
  checkForm(at, 'The step', spec, STEP_FORMS.run);
  return readable({
    kind: 'run',
    ...common(at, spec),
    script: spec.script,
    shell: spec.shell,
    workingDirectory: spec.workingDirectory,
    outputs: spec.outputs ?? [],
  });
}

/**
 * A step that uses a third-party action, at the commit that the catalogue of pins names: by its name, or one of
 * `pins` from `workflows-src/pins`, which `gatehouse pin` has given the types of its inputs and outputs.
 */
export function uses<A extends string | PinnedAction>(
  action: A,
  ...[spec = {}]: UseArguments<InputsOf<A>>
): Readable<ThirdPartyStep, OutputsOf<A>> {
  const at = calledFrom(uses);
  const name: string = isPinned(action) ? action.action : action;
  insistOnText(at, 'The action to use', name);
  checkForm(at, 'The step', spec, STEP_FORMS.uses);
  const { with: given = {} } = spec as UseSpec;
  return readable({ kind: 'third-party', ...common(at, spec), action: name, with: given });
}

/** Of an action that is only named, the inputs are known when the workflow is rendered. */
type InputsOf<A> = A extends PinnedAction<infer I, string> ? I : ValuesAt<'step-with'>;
type OutputsOf<A> = A extends PinnedAction<object, infer Output> ? Output : string;

function isPinned(given: string | PinnedAction): given is PinnedAction {
  return typeof given === 'object' && given !== null && 'action' in given;
}

/** What a step takes after the name of an action: nothing must be given where every input may be left out. */
type UseArguments<I extends object> =
  Record<never, never> extends I
    ? readonly [spec?: StepSpec & { readonly with?: I }]
    : readonly [spec: StepSpec & { readonly with: I }];

/**
 * A step that uses the action `action` of the library, with the inputs and outputs that its `action.yml`
 * declares.
 */
export function own<N extends OwnActionName>(
  action: N,
  ...[spec = {}]: UseArguments<OwnActionTypes[N]['inputs']>
): Readable<OwnStep, OwnActionTypes[N]['outputs']> {
  const at = calledFrom(own);
  insistOnText(at, 'The action to use', action);
  checkForm(at, 'The step', spec, STEP_FORMS.uses);
  return readable({ kind: 'own', ...common(at, spec), action, with: (spec as UseSpec).with ?? {} });
}

/** From the root of the repository, without `./` in front and without a way up. */
const PATH = /^(?!\.\.?(\/|$))[\w.-]+(\/(?!\.\.?(\/|$))[\w.-]+)*$/;

/**
 * A step that uses an action of the repository itself, which stands in the folder `path`. A GitHub Enterprise
 * Server takes it from the workspace, so there a checkout must come first.
 */
export function local(path: string, spec: UseSpec = {}): Readable<LocalStep> {
  const at = calledFrom(local);
  insistOnText(at, 'The action to use', path);
  if (!PATH.test(path))
    mistaken(
      at,
      `The action to use is ${quote(path)}; expected its folder, such as ".github/actions/build".`,
    );
  checkForm(at, 'The step', spec, STEP_FORMS.uses);
  return readable({ kind: 'local', ...common(at, spec), action: path, with: spec.with ?? {} });
}

/**
 * A step that checks the repository out. It leaves no token behind, unless the inputs say
 * `'persist-credentials': true` for the one job that pushes with git.
 */
export function checkout(inputs: ValuesAt<'step-with'> = {}, spec: StepSpec = {}): Readable<ThirdPartyStep> {
  const at = calledFrom(checkout);
  checkForm(at, 'The checkout', { with: inputs }, { with: a.values });
  checkForm(at, 'The step', spec, STEP_FORMS.checkout);
  return readable({
    kind: 'third-party',
    ...common(at, spec),
    action: 'actions/checkout',
    with: { 'persist-credentials': false, ...inputs },
  });
}

function common(at: SourcePosition, spec: StepSpec) {
  return {
    at,
    id: spec.id,
    name: spec.name,
    if: spec.if,
    env: spec.env ?? {},
    continueOnError: spec.continueOnError,
    timeoutMinutes: spec.timeoutMinutes,
    suppressions: spec.suppress ?? [],
  };
}

function readable<S extends Step, Output extends string>(step: S): Readable<S, Output> {
  const output = (name: Output): Expr<'string', 'steps'> => {
    const { id } = step;
    if (id === undefined)
      mistaken(step.at, `The output "${name}" of this step is read, so it needs an "id".`);
    return access('string', 'steps', [id, 'outputs', name], output);
  };
  return { ...step, output };
}
