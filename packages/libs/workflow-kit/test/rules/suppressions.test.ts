import { expect, test } from 'vitest';
import {
  inline,
  renderWorkflow,
  run,
  type Suppression,
  script,
  suppress,
  workflow,
} from '../../src/index.ts';
import { judge } from '../../src/rules/index.ts';
import { minimal, minimalJob, options } from '../options.ts';
import { pins } from './good.ts';

const WHY = 'the runner ends it';

/** A workflow with a job that has no timeout, suppressed by what is given. */
function sample(on: { workflow?: readonly Suppression[]; job?: readonly Suppression[] }) {
  const made = workflow({
    ...minimal,
    suppress: on.workflow ?? [],
    jobs: (build) => {
      build.job('a', { ...minimalJob, suppress: on.job ?? [], steps: [run({ script: script`true` })] });
    },
  });
  return { ...made, jobs: made.jobs.map((job) => ({ ...job, timeoutMinutes: undefined as never })) };
}

/** What is found, as rule and message, and how many findings are suppressed. */
function outcome(...on: Parameters<typeof sample>) {
  const { findings, suppressed } = judge([sample(...on)], pins);
  return [findings.map(({ rule, message }) => `${rule}: ${message}`), suppressed.length] as const;
}

test('a finding is suppressed on its job, and is listed with its reason', () => {
  const { findings, suppressed } = judge([sample({ job: [suppress('missing-timeout', WHY)] })], pins);
  expect(findings).toEqual([]);
  expect(suppressed.map(({ rule, job, suppression }) => [rule, job?.id, suppression.reason])).toEqual([
    ['missing-timeout', 'a', WHY],
  ]);
});

test('a finding in a job is suppressed on its workflow', () => {
  expect(outcome({ workflow: [suppress('missing-timeout', WHY)] })).toEqual([[], 1]);
});

test('a suppression of another rule suppresses nothing, and is itself found', () => {
  const [findings, suppressed] = outcome({ job: [suppress('matrix-group', WHY)] });
  expect(suppressed).toBe(0);
  expect(findings).toEqual([
    expect.stringMatching(/^missing-timeout: /),
    'suppression: The rule matrix-group is suppressed, but finds nothing here. Take the suppression out.',
  ]);
});

test('a suppression of a rule that is not there says which may be meant', () => {
  expect(outcome({ job: [suppress('missing-timeuot', WHY)] })[0]).toContain(
    'suppression: "missing-timeuot" is no rule. Did you mean "missing-timeout"?',
  );
});

test('a suppression without a reason counts for nothing', () => {
  const silent = { ...suppress('missing-timeout', WHY), reason: ' ' };
  const [findings, suppressed] = outcome({ job: [silent] });
  expect(suppressed).toBe(0);
  expect(findings).toContainEqual(expect.stringMatching(/^suppression: .* without a reason/));
  expect(findings).toContainEqual(expect.stringMatching(/^missing-timeout: /));
});

test('a word about suppressions cannot be suppressed', () => {
  const [findings] = outcome({ job: [suppress('missing-timeout', WHY), suppress('suppression', WHY)] });
  expect(findings).toEqual([expect.stringMatching(/^suppression: "suppression" is no rule/)]);
});

test('what is suppressed says so in the YAML', () => {
  const rendered = renderWorkflow(sample({ job: [suppress('missing-timeout', WHY)] }), options);
  expect(rendered).toContain(`  # missing-timeout does not apply: ${WHY}\n  a:\n`);
});

test('a suppression that only the called or only the inlined rendering needs is needed', () => {
  const called = workflow({
    ...minimal,
    on: {},
    call: {},
    suppress: [suppress('pypi-in-callee', 'goes to a registry of our own')],
    jobs: (build) => {
      const steps = [run({ script: script`twine upload dist/*` })];
      build.job('a', { ...minimalJob, suppress: [suppress('resource-group', 'only we read it')], steps });
    },
  });
  const { findings } = judge([called, inline(called, { file: 'now.yml', on: { push: {} } })], pins);
  expect(findings).toEqual([]);
});
