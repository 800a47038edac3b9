import { expect, test } from 'vitest';
import {
  always,
  eq,
  expr,
  failure,
  github,
  hashFiles,
  input,
  leg,
  or,
  run,
  runner,
  script,
  secret,
  variable,
  workflow,
} from '../src/index.ts';
import { minimal, minimalJob } from './options.ts';
import { publish } from './samples.ts';

// What must not compile is written down here, each after `@ts-expect-error`: the compiler refuses an
// expectation that no longer holds. Every slip is also made at run time, where it must be refused, too.

const steps = [run({ script: script`true` })];

test('a context at a position where GitHub does not know it does not compile', () => {
  const slips: readonly (() => unknown)[] = [
    () =>
      workflow({
        ...minimal,
        jobs: (build) => {
          // @ts-expect-error runner is known to steps, not to the label of the runner
          build.job('a', { ...minimalJob, runsOn: runner.os, steps });
        },
      }),
    () =>
      workflow({
        ...minimal,
        secrets: { T: secret.required('Token.') },
        jobs: (build) => {
          // @ts-expect-error secrets are not known to `if:`
          build.job('a', { ...minimalJob, when: eq(build.secret('T'), ''), steps });
        },
      }),
    () =>
      workflow({
        ...minimal,
        // @ts-expect-error matrix is not known to the group of a workflow
        concurrency: { group: expr`g-${leg('x')}` },
        jobs: (build) => {
          build.job('a', { ...minimalJob, steps });
        },
      }),
    () =>
      workflow({
        ...minimal,
        jobs: (build) => {
          // @ts-expect-error a condition of one's own goes with what the kit says; `if` stands for itself
          build.job('a', { ...minimalJob, when: failure(), steps });
        },
      }),
    () =>
      workflow({
        ...minimal,
        jobs: (build) => {
          // @ts-expect-error hashFiles needs a workspace
          build.job('a', { ...minimalJob, env: { H: hashFiles('x') }, steps });
        },
      }),
  ];
  for (const slip of slips) expect(slip).toThrow(/GitHub knows only/);
});

test('an expression in a script does not compile', () => {
  // @ts-expect-error values reach a script through `env`
  expect(() => script`echo ${github.head_ref}`).toThrow(
    /types\.test\.ts:\d+: The expression github\.head_ref/,
  );
  // @ts-expect-error a script is made by script`…`
  expect(() => run({ script: github.head_ref })).toThrow(/types\.test\.ts:\d+: .*script`…`/);
  // @ts-expect-error and not by a plain string, which could hold anything
  expect(() => run({ script: 'echo hello' })).not.toThrow();
});

test('names that are not declared do not compile', () => {
  const unknownInput = () =>
    workflow({
      ...minimal,
      call: { inputs: { branch: input.string({ description: 'Branch.', required: true }) } },
      jobs: (build) => {
        // @ts-expect-error the input is called branch
        build.job('a', { ...minimalJob, env: { B: build.input('brnch') }, steps });
      },
    });
  const unknownOutput = () =>
    workflow({
      ...minimal,
      jobs: (build) => {
        const a = build.job('a', { ...minimalJob, outputs: { made: 'yes' }, steps });
        // @ts-expect-error the output is called made
        build.job('b', { ...minimalJob, needs: [a], env: { M: a.output('mde') }, steps });
      },
    });
  expect(unknownInput).toThrow(/No input "brnch" is declared\. Did you mean "branch"\?/);
  expect(unknownOutput).toThrow(/reads the output "mde".* Did you mean "made"\?/);
});

test('a matrix has no outputs to read', () => {
  workflow({
    ...minimal,
    jobs: (build) => {
      const legs = build.matrix('a', {
        ...minimalJob,
        over: [{ key: 'x' }],
        key: 'key',
        outcome: { policy: 'require-all' },
        steps,
      });
      // @ts-expect-error the last leg would win
      expect(legs.output).toBeUndefined();
    },
  });
});

test('a call hands over what its callee asks for', () => {
  const call = (given: (build: { call: (id: string, spec: object) => unknown }) => void) => () =>
    workflow({ ...minimal, jobs: (build) => given(build as never) });
  workflow({
    ...minimal,
    jobs: (build) => {
      const typed = () => {
        // @ts-expect-error arches is required
        build.call('a', { workflow: publish, permissions: {}, with: {} });
        // @ts-expect-error dry-run is boolean
        build.call('b', { workflow: publish, permissions: {}, with: { arches: 'x', 'dry-run': 'true' } });
        // @ts-expect-error there is no such input
        build.call('c', { workflow: publish, permissions: {}, with: { arches: 'x', arch: 'x' } });
        const given = { workflow: publish, permissions: {}, with: { arches: 'x' } };
        // @ts-expect-error variables are no secrets
        build.call('d', { ...given, secrets: { token: variable('X') } });
      };
      expect(typed).toBeTypeOf('function');
      build.job('a', { ...minimalJob, steps });
    },
  });
  const spec = { workflow: publish, permissions: {} };
  expect(call((build) => build.call('a', spec))).toThrow(/does not hand over the input "arches"/);
  expect(call((build) => build.call('a', { ...spec, with: { arches: 'x', 'dry-run': 'true' } }))).toThrow(
    /gives a string for the input "dry-run", which takes a boolean/,
  );
  expect(call((build) => build.call('a', { ...spec, with: { arches: 'x', arch: 'x' } }))).toThrow(
    /hands over the input "arch", which publish\.yml does not declare/,
  );
});

test('a queue that is cancelled does not compile', () => {
  const slip = () =>
    workflow({
      ...minimal,
      // @ts-expect-error GitHub refuses the two together
      concurrency: { group: 'g', queue: 'max', cancelInProgress: true },
      jobs: (build) => {
        build.job('a', { ...minimalJob, if: always(), steps });
      },
    });
  expect(slip).toThrow(/queue: max.*cancel-in-progress/);
});

test('a required input has no default', () => {
  // @ts-expect-error a default would never be used
  const slip = input.string({ description: 'x', required: true, default: 'y' });
  expect(slip.required).toBe(true);
});

test('triggers that run strangers’ proposals with rights do not compile', () => {
  const target = () =>
    workflow({
      ...minimal,
      // @ts-expect-error not a trigger of the model
      on: { pullRequestTarget: {} },
      jobs: (build) => {
        build.job('a', { ...minimalJob, steps });
      },
    });
  const chained = () =>
    workflow({
      ...minimal,
      // @ts-expect-error not a trigger of the model
      on: { workflow_run: {} },
      jobs: (build) => {
        build.job('a', { ...minimalJob, when: eq(or(github.ref, ''), ''), steps });
      },
    });
  expect(target).toThrow(/what a stranger proposes/);
  expect(chained).toThrow(/what a stranger proposes/);
});
