import { describe, expect, test } from 'vitest';
import { fillSection } from './section.ts';
import { actionsTable, inputsTable, outputsTable, workflowsTable } from './tables.ts';

const runs = { using: 'node24', main: '../dist/x.js' };

describe('a section of a page', () => {
  const page = 'Before.\n\n<!-- inputs -->\nold\n<!-- /inputs -->\n\nAfter.\n';

  test('is replaced between its markers, and nothing else is', () => {
    expect(fillSection(page, 'inputs', 'new', 'README.md')).toBe(page.replace('old', 'new'));
  });

  test('comes out the same when filled twice', () => {
    const once = fillSection(page, 'inputs', '| $& | $1 |', 'README.md');
    expect(fillSection(once, 'inputs', '| $& | $1 |', 'README.md')).toBe(once);
  });

  test.each(['# A page\n', '<!-- inputs -->\n', '<!-- /inputs -->\n<!-- inputs -->\n'])(
    'is missed with the markers that it needs in %j',
    (bare) => {
      expect(() => fillSection(bare, 'inputs', '', 'a/README.md')).toThrow(
        'a/README.md has no place for its inputs: write <!-- inputs --> and <!-- /inputs -->',
      );
    },
  );
});

describe('the tables of an action', () => {
  const definition = {
    name: 'x',
    description: 'Does\nsomething.\n',
    inputs: {
      files: { description: 'Which files,\none a line.\n', required: true },
      policy: { description: '`a` | `b`', default: 'a' },
      patterns: { description: 'Several.', default: 'one|two\nthree\n' },
      token: { description: 'Optional.' },
    },
    outputs: { report: { description: 'What happened.' } },
    runs,
  };

  test('say for each input what it is and what it is when left out', () => {
    expect(inputsTable(definition).split('\n').slice(2)).toEqual([
      '| `files` | Which files, one a line. | **required** |',
      '| `policy` | `a` \\| `b` | `a` |',
      '| `patterns` | Several. | `one\\|two`<br>`three` |',
      '| `token` | Optional. |  |',
    ]);
  });

  test('say for each output what it is', () => {
    expect(outputsTable(definition).split('\n').slice(2)).toEqual(['| `report` | What happened. |']);
  });

  test('link the output evidence to its schema, where it has one', () => {
    const { outputs: _, ...bare } = definition;
    const evident = { ...bare, outputs: { evidence: { description: 'Seen and done.' } } };
    const row = (options: { readonly schema?: string }) => outputsTable(evident, options).split('\n')[2];
    expect({ with: row({ schema: 'x.json' }), without: row({}) }).toEqual({
      with: '| `evidence` | Seen and done. [JSON Schema](x.json) |',
      without: '| `evidence` | Seen and done. |',
    });
  });

  test('say so when there is nothing to list', () => {
    const bare = { name: 'x', description: 'Nothing.', runs };
    expect([inputsTable(bare), outputsTable(bare)]).toEqual([
      'This action has no inputs.',
      'This action has no outputs.',
    ]);
  });

  test('link each workflow to its page', () => {
    const rows = workflowsTable([{ name: 'x', description: 'Does\nsomething.' }])
      .split('\n')
      .slice(2);
    expect(rows).toEqual(['| [`x.yml`](workflows-src/docs/x.md) | Does something. |']);
  });

  test('link each action to its page', () => {
    expect(
      actionsTable([{ name: 'x', folder: '/x', definition }])
        .split('\n')
        .slice(2),
    ).toEqual(['| [`x`](packages/actions/x/README.md) | Does something. |']);
  });
});
