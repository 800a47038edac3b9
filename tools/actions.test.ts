import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type InputShape, messageOf, readInputs } from '@gatehouse/action-kit';
import { describe, expect, test } from 'vitest';
import { listPackages } from './packages.ts';
import { type ActionPackage, listActions } from './repository.ts';
import { namesSetBy } from './set-outputs.ts';

const packages = listPackages();

/** Inputs to which an empty text says something else than their default: no prefix, no form of a name. */
const EMPTY_IS_A_VALUE: ReadonlySet<string> = new Set([
  'manifest-merge name-template',
  'manifest-part name-template',
  'tag-guard prefix',
]);

test('every package under packages/actions is an action', () => {
  const folders = packages.filter(({ kind }) => kind === 'action').map(({ name }) => name);
  expect(listActions().map(({ name }) => name)).toEqual(folders.sort());
});

describe.each(listActions())('the action.yml of $name', (action) => {
  const { name, definition } = action;
  const declared = Object.entries(definition.inputs ?? {});

  test('names the inputs that the action reads', async () => {
    const inputs = await inputsOf(action);
    expect(declared.map(([input]) => input).sort()).toEqual(Object.keys(inputs).sort());
  });

  test('gives defaults that the action takes', async () => {
    const inputs = await inputsOf(action);
    const refused = declared
      .filter(([, { default: preset }]) => preset !== undefined && !isFromContext(preset))
      .flatMap(([input, { default: preset }]) => refusal(inputs, input, `${preset}`));
    expect(refused).toEqual([]);
  });

  test('states each default as it is in the code', async () => {
    const inputs = await inputsOf(action);
    const compared = declared
      .filter(
        ([input, { default: preset }]) => !isFromContext(preset) && !EMPTY_IS_A_VALUE.has(`${name} ${input}`),
      )
      .map(([input, { default: preset = '' }]) => ({
        input,
        stated: meaningOf(inputs, input, `${preset}`),
        coded: meaningOf(inputs, input, ''),
      }))
      // An input that refuses an empty text has its default in action.yml alone.
      .filter(({ coded }) => coded.kind === 'read');
    expect(compared.map(({ input, stated }) => [input, stated])).toEqual(
      compared.map(({ input, coded }) => [input, coded]),
    );
  });

  test('states every default that the code has', async () => {
    const inputs = await inputsOf(action);
    const unstated = declared
      .filter(([, { default: preset = '' }]) => `${preset}` === '')
      .map(([input]) => ({ input, coded: meaningOf(inputs, input, '') }))
      .filter(({ coded }) => coded.kind === 'read' && !isNothing(coded.value));
    expect(unstated).toEqual([]);
  });

  test('calls an input required when it must be set', async () => {
    const inputs = await inputsOf(action);
    const silent = declared
      .filter(([, { default: preset, required }]) => preset === undefined && !required)
      .filter(([input]) => refusal(inputs, input, '').length > 0);
    expect(silent.map(([input]) => input)).toEqual([]);
  });

  test('calls no input required that has a default', () => {
    const idle = declared.filter(([, { default: preset, required }]) => required && preset !== undefined);
    expect(idle.map(([input]) => input)).toEqual([]);
  });

  test('describes every input and output', () => {
    const bare = [...declared, ...Object.entries(definition.outputs ?? {})]
      .filter(([, { description = '' }]) => description.trim() === '')
      .map(([entry]) => entry);
    expect(bare).toEqual([]);
  });

  test('declares the outputs that the action sets, and no others', () => {
    const files = packages.find((one) => one.name === name)?.files.filter(({ shipped }) => shipped) ?? [];
    const set = namesSetBy(files.map(({ text }) => text));
    expect(Object.keys(definition.outputs ?? {}).sort()).toEqual([...set].sort());
  });

  test('runs the shared build on Node 24', () => {
    expect(definition.runs).toEqual({ using: 'node24', main: `../dist/${name}.js` });
  });
});

async function inputsOf({ folder }: ActionPackage): Promise<InputShape> {
  const module = await import(pathToFileURL(join(folder, 'src', 'inputs.ts')).href);
  return module.inputs;
}

/** Whether a default comes from the run, as `${{ github.token }}` does. */
const isFromContext = (preset: unknown): boolean => `${preset}`.includes('${{');

/** Whether a value is that of an input without a default. */
function isNothing(value: unknown): boolean {
  if (value instanceof Map || value instanceof Set) return value.size === 0;
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What `text` as the input `name` means to the action. */
function meaningOf(inputs: InputShape, name: string, text: string) {
  const input = inputs[name];
  if (input === undefined) return { kind: 'refused' } as const;
  try {
    return { kind: 'read', value: readInputs({ [name]: input }, () => text)[name] } as const;
  } catch {
    return { kind: 'refused' } as const;
  }
}

/** What the action says against `text` as its input `name`; empty when it takes it. */
function refusal(inputs: InputShape, name: string, text: string): readonly string[] {
  const input = inputs[name];
  if (input === undefined) return [`${name} is not read`];
  try {
    readInputs({ [name]: input }, () => text);
    return [];
  } catch (thrown) {
    return [messageOf(thrown)];
  }
}
