import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { access, github, inline, input, run, script, toJSON, workflow } from '../src/index.ts';
import { bodyOf, minimal, minimalJob } from './options.ts';
import { publish, release } from './samples.ts';

const file = 'now.yml';
const onPush = { push: {} };

test('an input is its given value, else its default', () => {
  const { jobs } = parse(bodyOf(inline(publish, { file, on: onPush, inputs: { arches: github.ref_name } })));
  expect(jobs.plan.steps[1].with.arches).toBe(`\${{ github.ref_name }}`);
  expect(jobs.update.concurrency.group).toBe('gatehouse/branch/main/manifest');
  expect(jobs.build.strategy['max-parallel']).toBe(8);
});

test('what is asked for when the run is started by hand is the default otherwise', () => {
  const inputs = { arches: input.string({ description: 'Arches.', default: 'x' }) };
  const byHand = inline(publish, { file, on: { workflowDispatch: { inputs } } });
  const both = inline(publish, {
    file,
    on: { ...onPush, workflowDispatch: { inputs } },
    inputs: { arches: 'y' },
  });
  const given = (source: typeof byHand) => parse(bodyOf(source)).jobs.plan.steps[1].with.arches;
  expect(given(byHand)).toBe(`\${{ inputs.arches }}`);
  expect(given(both)).toBe(`\${{ case(github.event_name == 'workflow_dispatch', inputs.arches, 'y') }}`);
});

test('a required input must be given', () => {
  expect(() => inline(publish, { file, on: onPush })).toThrow(
    /inline\.test\.ts:\d+: The input "arches" is required/,
  );
});

test('a value for an input that is not declared is refused', () => {
  const inputs = { arches: 'x', arch: 'x' };
  expect(() => inline(publish, { file, on: onPush, inputs })).toThrow(/input "arch", which is not declared/);
});

test('only a callable workflow is inlined', () => {
  expect(() => inline(release, { file, on: onPush })).toThrow(/release\.yml cannot be called/);
});

test('all inputs at once have no meaning where there are none', () => {
  const called = workflow({
    ...minimal,
    on: {},
    call: {},
    jobs: (build) => {
      const steps = [run({ script: script`true`, env: { ALL: toJSON(access('json', 'inputs', [])) } })];
      build.job('a', { ...minimalJob, steps });
    },
  });
  expect(() => inline(called, { file, on: onPush })).toThrow(/"env\.ALL" reads all inputs at once/);
});
