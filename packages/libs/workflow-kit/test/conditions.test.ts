import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  accept,
  eq,
  type Job,
  not,
  type Result,
  renderExpression,
  run,
  script,
  variable,
  type Workflow,
  workflow,
} from '../src/index.ts';
import { ancestors } from '../src/model/condition.ts';
import { evaluateAsGitHub } from './github.ts';
import { bodyOf, minimal, minimalJob } from './options.ts';
import { publish } from './samples.ts';

const RESULTS: readonly Result[] = ['success', 'failure', 'cancelled', 'skipped'];
const FLAGS = [true, false];

/** Every combination of the given values. */
function* combinations<const T extends readonly (readonly unknown[])[]>(
  ...axes: T
): Generator<{ -readonly [K in keyof T]: T[K][number] }> {
  const [axis, ...others] = axes;
  if (axis === undefined) return yield [] as never;
  for (const value of axis) for (const rest of combinations(...others)) yield [value, ...rest] as never;
}

const emitted = parse(bodyOf(publish)).jobs;

test('the fan-in runs in exactly the rows of the truth table in which it should', () => {
  for (const [plan, build, cancelled, empty, dryRun] of combinations(
    RESULTS,
    RESULTS,
    FLAGS,
    ['true', 'false', ''],
    FLAGS,
  )) {
    const contexts = {
      needs: { plan: { result: plan, outputs: { empty } }, build: { result: build, outputs: {} } },
      inputs: { 'dry-run': dryRun },
    };
    const row = JSON.stringify({ contexts, cancelled });
    const wanted = !cancelled && plan === 'success' && build !== 'skipped' && empty === 'false' && !dryRun;
    expect(evaluateAsGitHub(emitted.update.if, contexts, { cancelled }), row).toBe(wanted);
  }
});

test('the verdict runs whatever happened', () => {
  for (const [success, failure, cancelled] of combinations(FLAGS, FLAGS, FLAGS)) {
    expect(evaluateAsGitHub(emitted.verdict.if, {}, { success, failure, cancelled })).toBe(true);
  }
});

test('a fan-out needs no more than its own condition: the implicit success() says the rest', () => {
  expect(emitted.build.if).toBe("needs.plan.outputs.empty == 'false'");
});

test('what the expected keys are is read from the legs themselves', () => {
  const matrix = JSON.stringify({
    include: [
      { key: 'a / b', arch: 'x' },
      { key: 'c', arch: 'y' },
    ],
  });
  const text: string = emitted.update.steps[0].with.expected;
  const keys = evaluateAsGitHub(text.slice(3, -2), { needs: { plan: { outputs: { matrix } } } });
  expect(JSON.parse(String(keys))).toEqual(['a / b', 'c']);
});

const steps = [run({ script: script`true` })];
const job = { ...minimalJob, steps };

/** `scan` may be left out; `pack` goes on without it; `ship` stands behind `pack`. */
const optional = workflow({
  ...minimal,
  jobs: (build) => {
    const scan = build.job('scan', { ...job, when: eq(variable('SCAN'), 'yes') });
    const pack = build.job('pack', { ...job, needs: [accept(scan, 'success', 'skipped')] });
    build.job('ship', { ...job, needs: [pack] });
  },
});

test('a job behind one that may be skipped asks for each needed result', () => {
  const { pack, ship } = parse(bodyOf(optional)).jobs;
  expect(ship.if).toBe("!cancelled() && needs.pack.result == 'success'");
  for (const [scan, cancelled] of combinations(RESULTS, FLAGS)) {
    const wanted = !cancelled && (scan === 'success' || scan === 'skipped');
    expect(evaluateAsGitHub(pack.if, { needs: { scan: { result: scan } } }, { cancelled })).toBe(wanted);
  }
});

/** What a job would do if it were started, and what it would leave. */
type Play = Readonly<
  Record<string, { readonly result?: Result; readonly outputs?: Readonly<Record<string, string>> }>
>;

/** Plays `played` as GitHub would, and gives the result of each job. */
function play({ jobs }: Workflow, plays: Play, inputs: object, cancelled = false): Record<string, Result> {
  const byId = new Map(jobs.map((one) => [one.id, one]));
  const needs: Record<string, { result: Result; outputs: object }> = {};
  for (const one of jobs.filter(({ id }) => id !== 'verdict')) {
    const { result = 'success', outputs = {} } = plays[one.id] ?? {};
    needs[one.id] = starts(one, byId, needs, inputs, cancelled)
      ? { result, outputs }
      : { result: 'skipped', outputs: {} };
  }
  const verdict = jobs.find(({ id }) => id === 'verdict');
  const results = Object.fromEntries(Object.entries(needs).map(([id, { result }]) => [id, result]));
  return { ...results, verdict: judge(verdict, { needs, inputs }) };
}

/** `if:` with GitHub's `success()`, which looks at every job up the chain. */
function starts(
  one: Job,
  jobs: ReadonlyMap<string, Job>,
  needs: Readonly<Record<string, { result: Result }>>,
  inputs: object,
  cancelled: boolean,
): boolean {
  const success = ancestors(one, jobs).every(({ id }) => needs[id]?.result === 'success');
  const text = one.condition === undefined ? 'success()' : renderExpression(one.condition.node);
  const implicit = /\b(always|cancelled|failure|success)\(\)/.test(text) ? text : `success() && (${text})`;
  return evaluateAsGitHub(implicit, { needs, inputs }, { cancelled, success }) === true;
}

/** How the verdict ends on these results. */
function judge(verdict: Job | undefined, contexts: object): Result {
  return ranOn(verdict, contexts).status === 0 ? 'success' : 'failure';
}

/** Runs the verdict's own scripts in a real shell, up to the first that fails. */
function ranOn(verdict: Job | undefined, contexts: object) {
  const steps = verdict?.kind === 'steps' ? verdict.steps : [];
  if (steps.length === 0) throw new Error('There is no verdict.');
  let stdout = '';
  for (const step of steps) {
    if (step.kind !== 'run') throw new Error('The verdict runs something else than a script.');
    const env = Object.entries(step.env).map(([name, value]) => {
      if (typeof value !== 'object') throw new Error(`${name} is no expression.`);
      return [name, String(evaluateAsGitHub(renderExpression(value.node), contexts))];
    });
    const ended = spawnSync('bash', ['-eo', 'pipefail', '-c', step.script], {
      env: { PATH: process.env.PATH, ...Object.fromEntries(env) },
      encoding: 'utf8',
    });
    stdout += ended.stdout;
    if (ended.status !== 0) return { status: ended.status, stdout };
  }
  return { status: 0, stdout };
}

const found = { plan: { outputs: { matrix: '{}', empty: 'false' } } };

test.each([
  ['all is well', found, false, false, ['success', 'success', 'success', 'success']],
  [
    'there is nothing to build',
    { plan: { outputs: { empty: 'true' } } },
    false,
    false,
    ['success', 'skipped', 'skipped', 'success'],
  ],
  ['nothing is to be written', found, true, false, ['success', 'success', 'skipped', 'success']],
  [
    'a leg failed and the policy lets it',
    { ...found, build: { result: 'failure' } },
    false,
    false,
    ['success', 'failure', 'success', 'failure'],
  ],
  [
    'a leg ran out of time',
    { ...found, build: { result: 'cancelled' } },
    false,
    false,
    ['success', 'cancelled', 'success', 'failure'],
  ],
  [
    'the plan failed',
    { plan: { result: 'failure' } },
    false,
    false,
    ['failure', 'skipped', 'skipped', 'failure'],
  ],
  [
    'the writer failed',
    { ...found, update: { result: 'failure' } },
    false,
    false,
    ['success', 'success', 'failure', 'failure'],
  ],
  [
    'the run was cancelled',
    { ...found, build: { result: 'cancelled' } },
    false,
    true,
    ['success', 'cancelled', 'skipped', 'failure'],
  ],
] as const)('when %s, the run has the colour of what it did', (_, plays: Play, dryRun, cancelled, wanted) => {
  const results = play(publish, plays, { 'dry-run': dryRun }, cancelled);
  expect(Object.values(results)).toEqual(wanted);
});

test('a job that was skipped although it should have run makes the verdict red', () => {
  const verdict = publish.jobs.at(-1);
  const needs = {
    plan: { result: 'success', outputs: { empty: 'false' } },
    build: { result: 'success', outputs: {} },
    update: { result: 'skipped', outputs: {} },
  };
  expect(judge(verdict, { needs, inputs: { 'dry-run': false } })).toBe('failure');
  expect(judge(verdict, { needs, inputs: { 'dry-run': true } })).toBe('success');
});

test('H12: a job without a result makes the verdict red, and is told as that', () => {
  const needs = {
    plan: { result: 'success', outputs: { empty: 'false' } },
    build: { result: '', outputs: {} },
    update: { result: 'success', outputs: {} },
  };
  const { stdout } = ranOn(publish.jobs.at(-1), { needs, inputs: { 'dry-run': false } });
  expect(stdout).toContain('::error title=Verdict::build has no result: no runner ran it.\n');
  expect(judge(publish.jobs.at(-1), { needs, inputs: { 'dry-run': false } })).toBe('failure');
});

test('what was skipped behind a failed job is no error of its own', () => {
  const needs = {
    plan: { result: 'success', outputs: { empty: 'false' } },
    build: { result: 'failure', outputs: {} },
    update: { result: 'skipped', outputs: {} },
  };
  const { stdout } = ranOn(publish.jobs.at(-1), { needs, inputs: { 'dry-run': false } });
  expect(stdout.split('\n').slice(1)).toEqual([
    '::error title=Verdict::build ended with the result failure.',
    'update was skipped.',
    '',
  ]);
});

describe('T7: a plan whose output GitHub has dropped', () => {
  const verdict = publish.jobs.at(-1);
  const skipped = { result: 'skipped', outputs: {} };
  const judgedOn = (plan: object) =>
    ranOn(verdict, { needs: { plan, build: skipped, update: skipped }, inputs: { 'dry-run': false } });

  test.each([
    ['nothing', {}, 'plan.empty is null'],
    ['an empty text', { empty: '' }, 'plan.empty is ""'],
    ['another spelling', { empty: 'True' }, 'plan.empty is "True"'],
    ['a word more', { empty: 'true ' }, 'plan.empty is "true "'],
    ['a line more', { empty: 'true\nx' }, 'plan.empty is "true\\nx"'],
    ['a word that is not known', { empty: 'no' }, 'plan.empty is "no"'],
  ])('%s is red', (_what, outputs, said) => {
    const { status, stdout } = judgedOn({ result: 'success', outputs });
    expect(status).toBe(1);
    expect(stdout).toContain(`::error title=Verdict::${said}, expected exactly true or false.`);
    expect(stdout).not.toContain('nothing to do');
  });

  test('exactly true is green, and a plan that failed is not asked', () => {
    expect(judgedOn({ result: 'success', outputs: { empty: 'true' } }).status).toBe(0);
    const failed = judgedOn({ result: 'failure', outputs: {} });
    expect(failed).toMatchObject({ status: 1, stdout: expect.not.stringContaining('expected exactly') });
  });

  test('a word that a condition compares with another must be there, unless it may be empty', () => {
    const kinds = workflow({
      ...minimal,
      jobs: (build) => {
        const plan = build.job('plan', {
          ...job,
          outputs: { kind: variable('KIND'), note: variable('NOTE') },
        });
        build.job('ship', { ...job, needs: [plan], when: eq(plan.output('kind'), 'release') });
        build.job('tell', { ...job, needs: [plan], when: not(eq(plan.output('note'), '')) });
        build.matrix('legs', {
          ...job,
          needs: [plan],
          over: [{ key: 'a' }],
          key: 'key',
          outcome: { policy: 'require-all' },
        });
      },
    });
    const judged = (kind: string) => {
      const plan = { result: 'success', outputs: { kind, note: '' } };
      const done = { result: 'success', outputs: {} };
      return ranOn(kinds.jobs.at(-1), { needs: { plan, ship: skipped, tell: skipped, legs: done } });
    };
    expect(judged('none').status).toBe(0);
    expect(judged('')).toMatchObject({ status: 1, stdout: expect.stringContaining('plan.kind is empty') });
  });
});
