import { expect, test } from 'vitest';
import {
  accept,
  access,
  always,
  and,
  checkout,
  choose,
  contains,
  Expr,
  endsWith,
  env,
  eq,
  every,
  expr,
  format,
  fromJSON,
  get,
  github,
  hashFiles,
  inline,
  input,
  join,
  leg,
  not,
  or,
  own,
  read,
  renderWorkflow,
  resource,
  run,
  script,
  secret,
  startsWith,
  suppress,
  toJSON,
  uses,
  variable,
  type Workflow,
  WorkflowError,
  workflow,
  write,
} from '../src/index.ts';
import { parseAsGitHub } from './github.ts';
import { minimal, options } from './options.ts';
import { publish } from './samples.ts';

// Whoever writes a source without an editor gives anything anywhere. All of it is either refused with the
// line that holds it, or becomes YAML that GitHub’s own parser takes.

/** What is given in the place of everything that a word takes. */
const ANYTHING: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  10n,
  '',
  ' ',
  'x',
  'two\nlines',
  'toString',
  [],
  [null],
  [undefined],
  ['x'],
  [['x']],
  {},
  { x: 1 },
  { x: null },
  { toString: null },
  Object.create(null),
  new Date(0),
  new Map(),
  Promise.resolve(),
  () => 'x',
  Symbol('x'),
  github.ref,
  always(),
  github.event('x'),
  access('number', 'github', ['run_id']),
];

/** A word of the model with something good for everything that it takes, and a workflow of what it gives. */
interface Word {
  readonly takes: readonly unknown[];
  readonly make: (...given: readonly never[]) => unknown;
}

const plain = { permissions: {}, runsOn: 'x', steps: [run({ script: script`true` })] };
const reason = 'a sample has no users to warn';
const steps = { name: 'x', if: always(), env: { X: 'x' }, continueOnError: true, timeoutMinutes: 1 };
const job = {
  name: 'x',
  needs: ['before'],
  when: eq(github.ref, 'x'),
  permissions: { contents: { level: 'read', reason } },
  runsOn: ['x'],
  environment: { name: 'x', url: 'x', deployment: true },
  env: { X: 'x' },
  timeoutMinutes: 1,
  suppress: [suppress('matrix-group', reason)],
  steps: plain.steps,
};
const concurrency = { group: 'x', queue: 'single', cancelInProgress: false };
const text = { description: 'x', default: 'x' };

type Builder = Readonly<
  Record<'call' | 'job' | 'matrix' | 'writer', (...given: readonly never[]) => unknown>
>;

const withJobs = (build: (builder: Builder) => unknown, more: object = {}): Workflow =>
  (workflow as (spec: object) => Workflow)({
    ...minimal,
    ...more,
    jobs: (builder: Builder) => {
      builder.job('before' as never, plain as never);
      build(builder);
    },
  });
const withStep = (step: unknown): Workflow =>
  withJobs((build) => build.job('a' as never, { ...plain, steps: [step] } as never));
const withValue = (value: unknown): Workflow =>
  withStep(run({ script: script`true`, env: { X: value as string } }));
const withInput = (declared: unknown): Workflow =>
  withJobs(() => undefined, { on: { workflowDispatch: { inputs: { x: declared } } } });
const withSecret = (declared: unknown): Workflow => withJobs(() => undefined, { secrets: { x: declared } });

const WORDS: Readonly<Record<string, Word>> = {
  workflow: {
    takes: [
      {
        file: 'x.yml',
        name: 'x',
        description: 'x',
        runName: 'x',
        on: {
          mergeGroup: { types: ['checks_requested'], branches: ['x'] },
          pullRequest: { types: ['opened'], branchesIgnore: ['x'], paths: ['x'] },
          push: { branches: ['x'], tags: ['x'], pathsIgnore: ['x'] },
          registryPackage: { types: ['published'] },
          release: { types: ['published'] },
          repositoryDispatch: { types: ['x'] },
          schedule: [{ cron: '30 4 * * 1', timezone: 'Europe/Berlin' }],
          workflowDispatch: { inputs: { x: input.string(text) } },
        },
        call: {
          inputs: { x: input.string(text) },
          secrets: { x: secret.required('x') },
          outputs: { x: 'x' },
        },
        secrets: { y: secret.optional('y') },
        env: { X: 'x' },
        concurrency,
        verdictRunsOn: 'x',
        suppress: [suppress('matrix-group', reason)],
        jobs: (build: Builder) => {
          build.job('a' as never, plain as never);
          return { x: github.ref };
        },
      },
    ],
    make: (spec) => (workflow as (spec: object) => Workflow)(spec),
  },
  inline: {
    takes: [
      publish,
      {
        file: 'x.yml',
        name: 'x',
        description: 'x',
        on: { push: { branches: ['x'] } },
        inputs: { arches: 'x' },
        concurrency,
        suppress: [],
      },
    ],
    make: inline,
  },
  job: {
    takes: ['a', { ...job, outputs: { x: 'x' }, concurrency }],
    make: (...given) => withJobs((build) => build.job(...given)),
  },
  'job with if': {
    takes: ['a', { ...plain, if: always(), environment: 'x' }],
    make: (...given) => withJobs((build) => build.job(...given)),
  },
  matrix: {
    takes: [
      'a',
      {
        ...job,
        over: [{ key: 'x', arch: 'x' }],
        key: 'key',
        fields: ['arch'],
        outcome: { policy: 'require-all' },
        maxParallel: 1,
        writes: resource('branch', expr`${leg('key')}`),
      },
    ],
    make: (...given) => withJobs((build) => build.matrix(...given)),
  },
  writer: {
    takes: ['a', { ...job, outputs: { x: 'x' }, writes: resource('branch', 'main') }],
    make: (...given) => withJobs((build) => build.writer(...given)),
  },
  call: {
    takes: [
      'a',
      {
        name: 'x',
        needs: [accept('before', 'success')],
        when: eq(github.ref, 'x'),
        permissions: { contents: write('lands') },
        concurrency,
        suppress: [],
        workflow: publish,
        with: { arches: 'x' },
        secrets: { token: github.token },
      },
    ],
    make: (...given) => withJobs((build) => build.call(...given)),
  },
  accept: {
    takes: ['before', 'success', 'skipped'],
    make: (...given: never[]) =>
      withJobs((build) =>
        build.job(
          'a' as never,
          { ...plain, needs: [(accept as (...some: never[]) => unknown)(...given)] } as never,
        ),
      ),
  },
  run: {
    takes: [
      {
        ...steps,
        id: 'x',
        script: script`true`,
        shell: 'sh',
        workingDirectory: 'x',
        outputs: ['x'],
        suppress: [],
      },
    ],
    make: (spec) => withStep(run(spec)),
  },
  uses: {
    takes: ['actions/setup-node', { ...steps, id: 'x', with: { x: 'x' }, suppress: [] }],
    make: (...given: [never, never]) => withStep(uses(...given)),
  },
  own: {
    takes: ['plan-legs', { ...steps, id: 'x', with: { arches: 'x' } }],
    make: (...given: [never, never]) => withStep(own(...given)),
  },
  checkout: {
    takes: [{ ref: 'x' }, steps],
    make: (...given: [never, never]) => withStep(checkout(...given)),
  },
  'input.boolean': {
    takes: [{ description: 'x', default: true, required: false }],
    make: (spec) => withInput(input.boolean(spec)),
  },
  'input.number': {
    takes: [{ description: 'x', default: 1, required: false }],
    make: (spec) => withInput(input.number(spec)),
  },
  'input.string': {
    takes: [{ ...text, required: false }],
    make: (spec) => withInput(input.string(spec)),
  },
  'input.choice': {
    takes: [['x', 'y'], { ...text, required: false }],
    make: (...given: [never, never]) => withInput(input.choice(...given)),
  },
  'input.environment': {
    takes: [{ ...text, required: false }],
    make: (spec) => withInput(input.environment(spec)),
  },
  'secret.required': { takes: ['x'], make: (description) => withSecret(secret.required(description)) },
  'secret.optional': { takes: ['x'], make: (description) => withSecret(secret.optional(description)) },
  resource: {
    takes: ['branch', 'main', 'x'],
    make: (...given: [never, never]) =>
      withJobs((build) => build.writer('a' as never, { ...plain, writes: resource(...given) } as never)),
  },
  suppress: {
    takes: ['matrix-group', reason],
    make: (...given: [never, never]) => withJobs(() => undefined, { suppress: [suppress(...given)] }),
  },
  'read and write': {
    takes: [reason, reason],
    make: (one: never, other: never) =>
      withJobs((build) =>
        build.job(
          'a' as never,
          { ...plain, permissions: { contents: read(one), packages: write(other) } } as never,
        ),
      ),
  },
  script: { takes: ['x'], make: (value) => withStep(run({ script: script`echo ${value}` })) },
  'script without a template': { takes: ['x'], make: (value) => withStep(run({ script: script(value) })) },
  expr: { takes: ['x'], make: (value) => withValue(expr`v${value}`) },
  'expr without a template': { takes: ['x'], make: (value) => withValue(expr(value)) },
  eq: { takes: ['x', github.ref], make: (...given: [never, never]) => withValue(eq(...given)) },
  and: {
    takes: [true, eq(github.ref, 'x')],
    make: (...given: [never, never]) => withValue(eq(and(...given), true)),
  },
  or: { takes: ['x', github.ref], make: (...given: [never, never]) => withValue(or(...given)) },
  not: { takes: [eq(github.ref, 'x')], make: (value) => withValue(not(value)) },
  choose: {
    takes: [eq(github.ref, 'x'), 'x', 'y'],
    make: (...given: [never, never, never]) => withValue(choose(...given)),
  },
  contains: { takes: [['x'], 'x'], make: (...given: [never, never]) => withValue(contains(...given)) },
  startsWith: { takes: ['x', 'x'], make: (...given: [never, never]) => withValue(startsWith(...given)) },
  endsWith: { takes: ['x', 'x'], make: (...given: [never, never]) => withValue(endsWith(...given)) },
  format: { takes: ['{0}', 'x'], make: (...given: [never, never]) => withValue(format(...given)) },
  join: { takes: [github.event('x'), ','], make: (...given: [never, never]) => withValue(join(...given)) },
  toJSON: { takes: [github.event('x')], make: (value) => withValue(toJSON(value)) },
  fromJSON: {
    takes: [github.ref, 'string'],
    make: (...given: [never, never]) => withValue(fromJSON(...given)),
  },
  hashFiles: { takes: ['x', 'y'], make: (...given: [never, never]) => withValue(hashFiles(...given)) },
  get: { takes: [github.event('x'), 'x'], make: (...given: [never, never]) => withValue(get(...given)) },
  every: { takes: [github.event('x')], make: (value) => withValue(toJSON(every(value))) },
  'names in contexts': {
    takes: ['x', 'x', 'x'],
    make: (one: never, other: never, third: never) =>
      withValue(expr`${variable(one)}${env(other)}${github.event(third)}`),
  },
  leg: {
    takes: ['key'],
    make: (name) =>
      withJobs((build) =>
        build.matrix(
          'a' as never,
          {
            ...plain,
            over: [{ key: 'x' }],
            key: 'key',
            outcome: { policy: 'require-all' },
            env: { X: leg(name) },
          } as never,
        ),
      ),
  },
  'names of inputs, secrets and outputs': {
    takes: ['x', 'y', 'z'],
    make: (one: never, other: never, third: never) =>
      workflow({
        ...minimal,
        call: { inputs: { x: input.string({ description: 'x' }) }, secrets: { y: secret.required('y') } },
        jobs: (build) => {
          const a = build.job('a', { permissions: {}, runsOn: 'x', outputs: { z: 'z' }, steps: plain.steps });
          const step = run({
            script: script`true`,
            env: { X: build.input(one), Y: build.secret(other), Z: a.output(third) },
          });
          build.job('b', { permissions: {}, runsOn: 'x', needs: [a], steps: [step] });
        },
      }),
  },
};

type Path = readonly (string | number)[];

/** Every place in what a word takes. What another word has made is one place: nobody writes that by hand. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  const isOpen = typeof value === 'object' && value !== null && !Object.hasOwn(value, 'at');
  const held = isOpen && !(value instanceof Expr) ? Object.entries(value) : [];
  const inside = held.flatMap(([key, below]) => placesIn(below, [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

function put(value: unknown, [key, ...more]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === key ? put(one, more, other) : one));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: put(record[key], more, other) };
}

/** What becomes of `given`: as it should be, or what is wrong with it. */
async function outcomeOf({ make }: Word, given: readonly unknown[]): Promise<string> {
  try {
    const made = make(...(given as never[])) as Workflow;
    const { errors } = await parseAsGitHub(
      renderWorkflow(made, { ...options, target: { kind: 'github.com' } }),
    );
    return errors.length === 0 ? 'taken' : `is not taken by GitHub: ${errors.join('; ')}`;
  } catch (thrown) {
    if (!(thrown instanceof WorkflowError)) return String(thrown);
    const elsewhere = thrown.mistakes.filter(({ at }) => at.file !== import.meta.filename);
    return elsewhere.length === 0 ? 'refused' : `is refused with another line: ${thrown.message}`;
  }
}

test.each(Object.entries(WORDS))('%s refuses what it does not take, with its line', async (name, word) => {
  expect(await outcomeOf(word, word.takes)).toBe(name.endsWith('without a template') ? 'refused' : 'taken');
  const places = placesIn(word.takes);
  expect(places.length).toBeGreaterThanOrEqual(word.takes.length);
  const troubles: string[] = [];
  for (const path of places) {
    for (const [index, value] of ANYTHING.entries()) {
      const outcome = await outcomeOf(word, put(word.takes, path, value) as readonly unknown[]);
      if (outcome !== 'taken' && outcome !== 'refused')
        troubles.push(`${path.join('.')} as value ${index} ${outcome}`);
    }
  }
  expect(troubles).toEqual([]);
});
