import type { ExprAt, ExprType } from '../expression/expr.ts';
import { calledFrom, type SourcePosition } from '../source/position.ts';
import { checkForm } from './form.ts';
import { checkChoice, INPUT_FORMS } from './input-form.ts';
import { insistOnText } from './shown.ts';

/** What a called workflow accepts; GitHub knows no others there. */
export type CallType = 'boolean' | 'number' | 'string';

/** An input of a called workflow, or of `workflow_dispatch`. */
export interface Input<T extends CallType = CallType, Required extends boolean = boolean> {
  readonly type: T;
  /** The type that GitHub shows, where it differs: `choice` and `environment` give strings. */
  readonly form: T | 'choice' | 'environment';
  readonly description: string;
  readonly required: Required;
  /** `undefined`: what GitHub takes then, `false`, `0` or the empty text. */
  readonly default: ValueOf<T> | ExprAt<'workflow-call-input-default'> | undefined;
  readonly options: readonly string[] | undefined;
}

/** Inputs by name; their order is the order of the form that GitHub shows. */
export type Inputs = Readonly<Record<string, Input>>;

/** An input that only `workflow_dispatch` knows. */
export type DispatchOnly<Required extends boolean = boolean> = Input<'string', Required> & {
  readonly form: 'choice' | 'environment';
};

/** A value as it is written for an input of type `T`. */
export type ValueOf<T extends CallType> = T extends 'boolean'
  ? boolean
  : T extends 'number'
    ? number
    : string;

/** The types of expression that GitHub takes for an input of type `T` without a word. */
export type GivenType<T extends CallType> = Extract<T | 'json', ExprType>;

/** What the author of a workflow says about an input. A required input has no default. */
export type InputSpec<T extends CallType> =
  | { readonly description: string; readonly required: true; readonly default?: never }
  | {
      readonly description: string;
      readonly required?: false;
      readonly default?: ValueOf<T> | ExprAt<'workflow-call-input-default', GivenType<T>>;
    };

/** Whether the input of a spec is required. */
type RequiredIn<S> = S extends { readonly required: true } ? true : false;

/** The words of an input of which GitHub shows `options`. A default is one of them. */
export type ChoiceSpec<Option extends string> =
  | { readonly description: string; readonly required: true; readonly default?: never }
  | { readonly description: string; readonly required?: false; readonly default?: Option };

/** The kinds of input. */
export const input = {
  boolean: <const S extends InputSpec<'boolean'>>(spec: S): Input<'boolean', RequiredIn<S>> =>
    declare(calledFrom(input.boolean), 'boolean', 'boolean', spec),
  number: <const S extends InputSpec<'number'>>(spec: S): Input<'number', RequiredIn<S>> =>
    declare(calledFrom(input.number), 'number', 'number', spec),
  string: <const S extends InputSpec<'string'>>(spec: S): Input<'string', RequiredIn<S>> =>
    declare(calledFrom(input.string), 'string', 'string', spec),
  /** One of `options`; only for `workflow_dispatch`. */
  choice: <const O extends readonly [string, ...string[]], const S extends ChoiceSpec<O[number]>>(
    options: O,
    spec: S,
  ): DispatchOnly<RequiredIn<S>> => {
    const at = calledFrom(input.choice);
    checkChoice(at, options, spec);
    return declare(at, 'string', 'choice', spec, options) as DispatchOnly<RequiredIn<S>>;
  },
  /** An environment of the repository; only for `workflow_dispatch`. */
  environment: <const S extends InputSpec<'string'>>(spec: S): DispatchOnly<RequiredIn<S>> =>
    declare(calledFrom(input.environment), 'string', 'environment', spec) as DispatchOnly<RequiredIn<S>>,
};

/** A secret of a called workflow, or one that a workflow expects in its repository. */
export interface Secret<Required extends boolean = boolean> {
  readonly description: string;
  readonly required: Required;
}

/** Secrets by name. */
export type Secrets = Readonly<Record<string, Secret>>;

/** A secret that must be there, or need not. */
export const secret = {
  required: (description: string): Secret<true> => {
    insistOnText(calledFrom(secret.required), 'The description of a secret', description);
    return { description, required: true };
  },
  optional: (description: string): Secret<false> => {
    insistOnText(calledFrom(secret.optional), 'The description of a secret', description);
    return { description, required: false };
  },
};

function declare<T extends CallType, S extends InputSpec<T>>(
  at: SourcePosition,
  type: T,
  form: Input<T>['form'],
  spec: S,
  options?: readonly string[],
): Input<T, RequiredIn<S>> {
  checkForm(at, `The ${form} input`, spec, INPUT_FORMS[type]);
  return {
    type,
    form,
    description: spec.description,
    required: (spec.required ?? false) as RequiredIn<S>,
    default: spec.default as Input<T>['default'],
    options,
  };
}
