import { messageOf } from '@gatehouse/action-kit';
import { expect, it } from 'vitest';
import { readInputs } from '../src/inputs.ts';

const read = (given: Readonly<Record<string, string>>) => readInputs((name) => given[name] ?? '');

it('the expectation file is one that no other tool reads', () => {
  expect(read({ repository: 'octo/widgets' }).path).toBe('.github/settings-audit.yml');
});

it.each(['octo/.github', 'octo-1/a.b_c-d', 'ada_corp/..x'])('%s is a repository', (repository) => {
  expect(read({ repository }).repository).toBe(repository);
});

it.each(['../x', './x', 'x/..', 'x/.', 'x', 'x/y/z', 'a.b/c', '/x', 'x/'])(
  '%s is none, and told by the name of the input',
  (repository) => {
    const work = () => read({ repository });
    expect(work).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    try {
      work();
    } catch (error) {
      expect(messageOf(error)).toBe(`repository: found "${repository}", expected owner/name`);
    }
  },
);
