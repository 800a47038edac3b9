import { expect, test } from 'vitest';
import { access, local, renderWorkflow, uses } from '../src/index.ts';
import { options, untypedOwn } from './options.ts';
import { jobs, plain, type Slip, testSlips } from './slips.ts';

/** Renders a job that makes a mistake with an action. */
const rendered = (spec: () => object) => () =>
  renderWorkflow(jobs((w) => w.job('a', { ...plain, ...spec() }))(), options);

const slips: readonly Slip[] = [
  [
    'an action that is not pinned',
    rendered(() => ({ steps: [uses('actions/checkuot')] })),
    /"actions\/checkuot" is not in the catalogue of pins\. Did you mean "actions\/checkout"\?/,
  ],
  [
    'an action with a version',
    rendered(() => ({ steps: [uses('actions/checkout@v4')] })),
    /Name it without a version/,
  ],
  [
    'an action of the repository that is used as one of others',
    rendered(() => ({ steps: [uses('./.github/actions/build')] })),
    /is not in the catalogue of pins\. An action of this repository is used by local\("\.github\/actions\/build"\)/,
  ],
  [
    'an image without its digest',
    rendered(() => ({ steps: [uses('docker://alpine:3.22')] })),
    /"docker:\/\/alpine:3\.22" can be another image tomorrow\. Expected its digest/,
  ],
  [
    'an action of the repository that is not there',
    rendered(() => ({ steps: [local('actions/nothing')] })),
    /"actions\/nothing" is no action of this repository: it holds no action\.yml/,
  ],
  [
    'an input that an action of the repository does not have',
    rendered(() => ({ steps: [local('actions/build', { with: { arches: 'x', arch: 'x' } })] })),
    /actions\/build has no input "arch"\. Did you mean "arches"\?/,
  ],
  [
    'an input that an action of the repository needs',
    rendered(() => ({ steps: [local('actions/build')] })),
    /actions\/build needs the input "arches"/,
  ],
  [
    'a path with a way up',
    () => local('actions/../../other'),
    /The action to use is "actions\/\.\.\/\.\.\/other"; expected its folder/,
  ],
  [
    'a path as YAML has it',
    () => local('./actions/build'),
    /The action to use is "\.\/actions\/build"; expected its folder, such as "\.github\/actions\/build"/,
  ],
  [
    'an own action that is not there',
    rendered(() => ({ steps: [untypedOwn('plan-leg', { with: { arches: 'x' } })] })),
    /"plan-leg" is no action of the library\. Did you mean "plan-legs"\?/,
  ],
  [
    'an input that an own action does not have',
    rendered(() => ({ steps: [untypedOwn('plan-legs', { with: { arches: 'x', arch: 'x' } })] })),
    /plan-legs has no input "arch"\. Did you mean "arches"\?/,
  ],
  [
    'an input that an own action needs',
    rendered(() => ({ steps: [untypedOwn('plan-legs')] })),
    /plan-legs needs the input "arches"/,
  ],
];

testSlips(import.meta.filename, slips);

test('an output that an own action does not have is refused with the line that reads it', () => {
  const plan = untypedOwn('plan-legs', { id: 'plan', with: { arches: 'x' } });
  const read = rendered(() => ({
    steps: [plan],
    outputs: { m: access('string', 'steps', ['plan', 'outputs', 'matrx']) },
  }));
  expect(read).toThrow(/plan-legs has no output "matrx"\. Did you mean "matrix"\?/);
});

test('an output that an action of the repository does not have is refused', () => {
  const build = local('actions/build', { id: 'build', with: { arches: 'x' } });
  const read = rendered(() => ({ steps: [build], outputs: { m: build.output('matrx') } }));
  expect(read).toThrow(/actions\/build has no output "matrx"\. Did you mean "matrix"\?/);
});

test('a source outside of the repository is refused', () => {
  expect(() => renderWorkflow(jobs((w) => w.job('a', plain))(), { ...options, root: '/elsewhere' })).toThrow(
    /lies outside of \/elsewhere/,
  );
});
