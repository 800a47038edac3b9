import { expect, test } from 'vitest';
import { eq, expr, github, own, type WordInput } from '../src/index.ts';

// What must not compile stands after `@ts-expect-error`, as in types.test.ts. When a workflow is rendered, the
// names are checked against the action.yml again.

test('a step of the library gives the inputs of its action.yml, and reads its outputs', () => {
  const typed = () => {
    const part = own('manifest-part', {
      id: 'part',
      with: { tag: github.ref_name, files: 'dist/*', upload: eq(github.ref_name, 'x'), 'retention-days': 5 },
    });
    part.output('artifact-name');
    // @ts-expect-error it is called artifact-name
    part.output('artefact-name');
    // @ts-expect-error the action is called manifest-part
    own('manifest-parts', { with: { tag: 'v1' } });
    // @ts-expect-error the arches are required
    own('select-versions', { with: { version: '3.14.*' } });
    // @ts-expect-error the arches are required, so something must be given
    own('select-versions');
    // @ts-expect-error there is no such input
    own('manifest-part', { with: { tag: 'v1', platfrom: 'linux' } });
    // @ts-expect-error a list is no value of an input
    own('manifest-part', { with: { tag: 'v1', files: ['a', 'b'] } });
  };
  expect(typed).toThrow(/"with" of the step is .*expected an object of texts/);
});

test('an input that takes one of a few words takes no other', () => {
  const typed = () => [
    own('manifest-part', { with: { tag: 'v1', inspect: 'if-any' } }),
    own('manifest-part', { with: { tag: 'v1', inspect: true } }),
    own('manifest-part', { with: { tag: 'v1', inspect: expr`${github.ref_name}` } }),
    // @ts-expect-error the word is if-any
    own('manifest-part', { with: { tag: 'v1', inspect: 'when-any' } }),
    // @ts-expect-error true or false
    own('manifest-part', { with: { tag: 'v1', upload: 'yes' } }),
    // @ts-expect-error one of take, leave and error, and so no comparison
    own('manifest-merge', { with: { unexpected: eq(github.ref_name, 'x') } }),
  ];
  expect(typed).not.toThrow();
});

test('a word may be an expression, and only a flag may be a comparison', () => {
  const word: WordInput<'head' | 'none'> = expr`${github.ref_name}`;
  // @ts-expect-error a comparison is true or false
  const wrong: WordInput<'head' | 'none'> = eq(github.ref_name, 'x');
  expect([word, wrong]).toMatchObject([{ type: 'string' }, { type: 'boolean' }]);
});

test('an action whose inputs may all be left out needs nothing', () => {
  expect(own('ci-green-gate')).toMatchObject({ kind: 'own', action: 'ci-green-gate', with: {} });
});
