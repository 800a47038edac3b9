import { describe, expect, test } from 'vitest';
import { listActions, repositoryRoot } from '../repository.ts';
import { generatedTypes } from './generated-types.ts';
import { ownActionTypes } from './own-action-types.ts';

const definition = {
  name: 'Make tea',
  description: 'Makes\ntea.',
  inputs: {
    kind: { description: 'Kind of tea.', required: true },
    milk: { description: 'Add milk.', default: 'false' },
    cup: { description: 'Cup to fill; **/*.cup is a glob.', default: 'small' },
    sugar: { description: 'Lumps.', required: true, default: 2 },
  },
  outputs: { 'cup-id': { description: 'Id of the cup.' } },
  runs: { using: 'node24', main: 'x.js' },
};
const words: Readonly<Record<string, readonly string[]>> = {
  milk: ['true', 'false'],
  cup: ['small', 'large'],
};
const types = ownActionTypes([{ name: 'make-tea', definition, wordsOf: (input) => words[input] }]);

describe('the types of an action', () => {
  test.each([
    ['an input that must be given', '  readonly kind: TextInput;'],
    ['an input that is true or false', '  readonly milk?: FlagInput;'],
    ['an input of a few words', "  readonly cup?: WordInput<'small' | 'large'>;"],
    ['an input with a default, although it is called required', '  readonly sugar?: TextInput;'],
    ['an output', "  readonly 'cup-id': string;"],
    ['a description with its default', '  /** Add milk. Default: `false`. */'],
    [
      'a description that would end the comment',
      '  /** Cup to fill; **\\/*.cup is a glob. Default: `small`. */',
    ],
    ['the type of the action', 'export type MakeTea = OwnActionType<Inputs, keyof Outputs>;'],
  ])('hold %s', (_, line) => {
    expect(types['make-tea.ts']?.split('\n')).toContain(line);
  });

  test('are listed by the name of the action, with its description', () => {
    expect(types['index.ts']).toContain("  /** Makes tea. */\n  readonly 'make-tea': MakeTea;\n");
  });
});

test('every action of the repository has its types, and a file that nothing makes is to be removed', async () => {
  const actions = listActions();
  const pages = await generatedTypes(repositoryRoot, actions.slice(1), []);
  const [first] = actions;
  const stray = pages.find(({ path }) => path.endsWith(`own-actions/${first?.name}.ts`));
  expect(stray).toMatchObject({ wanted: undefined, current: expect.stringContaining('OwnActionType') });
  const kept = actions
    .slice(1)
    .map(({ name }) => pages.find(({ path }) => path.endsWith(`own-actions/${name}.ts`)));
  for (const page of kept) expect(page?.wanted).toBe(page?.current);
});
