import { expect, test } from 'vitest';
import { access, own, renderWorkflow, uses } from '../src/index.ts';
import { options } from './options.ts';
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
    'an own action that is not there',
    rendered(() => ({ steps: [own('plan-leg', { with: { arches: 'x' } })] })),
    /"plan-leg" is no action of this repository\. Did you mean "plan-legs"\?/,
  ],
  [
    'an input that an own action does not have',
    rendered(() => ({ steps: [own('plan-legs', { with: { arches: 'x', arch: 'x' } })] })),
    /plan-legs has no input "arch"\. Did you mean "arches"\?/,
  ],
  [
    'an input that an own action needs',
    rendered(() => ({ steps: [own('plan-legs')] })),
    /plan-legs needs the input "arches"/,
  ],
];

testSlips(import.meta.filename, slips);

test('an output that an own action does not have is refused with the line that reads it', () => {
  const plan = own('plan-legs', { id: 'plan', with: { arches: 'x' } });
  const read = rendered(() => ({
    steps: [plan],
    outputs: { m: access('string', 'steps', ['plan', 'outputs', 'matrx']) },
  }));
  expect(read).toThrow(/plan-legs has no output "matrx"\. Did you mean "matrix"\?/);
});

test('a source outside of the repository is refused', () => {
  expect(() => renderWorkflow(jobs((w) => w.job('a', plain))(), { ...options, root: '/elsewhere' })).toThrow(
    /lies outside of \/elsewhere/,
  );
});
