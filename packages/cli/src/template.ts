import { quote } from '@gatehouse/action-kit/quote';
import {
  callerOf,
  type GivenInputs,
  type Input,
  inline,
  suggestion,
  type Workflow,
} from '@gatehouse/workflow-kit';
import { usageError } from './failure.ts';
import { nameOf } from './library.ts';
import { callerWithLegs, needsLegs } from './template-legs.ts';

/** How the first line of every file begins that `init` writes; such a file is its owners' from then on. */
export const WRITTEN_BY_INIT = '# Written by "gatehouse init';

/** A workflow that `init` can write. */
export interface Template {
  readonly name: string;
  /** One line. */
  readonly about: string;
  readonly workflow: Workflow;
  /** Whether the jobs themselves are written, and not a call of them. */
  readonly inlined: boolean;
}

/**
 * Each callable workflow, once as a caller of it and once with its jobs written out; one that only takes
 * what other legs leave, as a caller with legs.
 */
export function templatesOf(workflows: readonly Workflow[]): readonly Template[] {
  return workflows
    .filter(({ call }) => call !== undefined)
    .flatMap((workflow) => [
      { name: nameOf(workflow), about: oneLine(workflow.description), workflow, inlined: false },
      ...(needsLegs(workflow)
        ? []
        : [
            {
              name: `${nameOf(workflow)}-inlined`,
              about: 'The same with its jobs written out, for registries that trust a workflow by its file',
              workflow,
              inlined: true,
            },
          ]),
    ]);
}

/** The template `name`. */
export function findTemplate(name: string, templates: readonly Template[]): Template {
  const found = templates.find((template) => template.name === name);
  if (found !== undefined) return found;
  const names = templates.map((template) => template.name);
  throw usageError(`There is no template ${quote(name)}.${suggestion(name, names)}`, 'init');
}

/** The workflow that `template` becomes. One that is inlined asks for its required inputs when it is started. */
export function fillTemplate(
  { workflow, inlined }: Template,
  options: { readonly workflows: readonly Workflow[]; readonly file: string; readonly inputs: GivenInputs },
): Workflow {
  const { file, inputs } = options;
  if (needsLegs(workflow)) return { ...callerWithLegs(workflow, options), at: workflow.at };
  if (!inlined) return callerOf(workflow, options);
  const asked = Object.entries(workflow.call?.inputs ?? {}).filter(
    ([name, { required }]) => required && !Object.hasOwn(inputs, name),
  );
  const on = { workflowDispatch: { inputs: Object.fromEntries(asked) } };
  return { ...inline(workflow, { file, on, inputs }), at: workflow.at };
}

/** `name=value`, as often as they were given, in the types that `workflow` declares. */
export function readInputs(given: readonly string[], { call }: Workflow): GivenInputs {
  const declared = call?.inputs ?? {};
  const read = given.map((pair) => {
    const [, name = '', text = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === '') throw usageError(`--input is ${quote(pair)}. Expected name=value.`, 'init');
    const input = declared[name];
    if (input !== undefined) return [name, typedValue(name, text, input)] as const;
    throw usageError(`It has no input ${quote(name)}.${suggestion(name, Object.keys(declared))}`, 'init');
  });
  return Object.fromEntries(read);
}

function typedValue(name: string, text: string, { type }: Input): string | number | boolean {
  if (type === 'string') return text;
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  throw usageError(`The input ${quote(name)} is ${quote(text)}. Expected a ${type}.`, 'init');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
