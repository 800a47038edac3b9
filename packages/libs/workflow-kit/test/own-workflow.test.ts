import { expect, test } from 'vitest';
import { ownWorkflow, workflow } from '../src/index.ts';
import { minimal } from './options.ts';

// What must not compile stands after `@ts-expect-error`, as in types.test.ts. When the source is loaded, the
// command looks the workflow up and refuses the same.

test('a call of the library hands over what its workflow asks for, and reads what it gives', () => {
  const typed = () =>
    workflow({
      ...minimal,
      jobs: (build) => {
        const permissions = {};
        const called = ownWorkflow('version-manifests');
        const land = build.call('a', { workflow: called, permissions, with: { arches: 's390x' } });
        land.output('commit');
        // @ts-expect-error arches is required
        build.call('b', { workflow: called, permissions });
        // @ts-expect-error there is no such input
        build.call('c', { workflow: called, permissions, with: { arches: 'x', archs: 'x' } });
        // @ts-expect-error the number of legs is a number
        build.call('d', { workflow: called, permissions, with: { arches: 'x', 'max-parallel': '4' } });
        // @ts-expect-error there is no such output
        land.output('comit');
      },
    });
  expect(typed).not.toThrow();
});

test('a workflow that the library does not have does not compile', () => {
  // @ts-expect-error it is called version-manifests
  expect(ownWorkflow('version-manifest')).toEqual({ kind: 'own', name: 'version-manifest' });
});

test('a name that is none is refused with its line', () => {
  expect(() => ownWorkflow('' as never)).toThrow(/own-workflow\.test\.ts:\d+: The workflow to call is ""/);
});
