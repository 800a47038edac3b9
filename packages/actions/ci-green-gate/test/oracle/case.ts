import * as fc from 'fast-check';
import type { Question } from './world.ts';

/** The commit that is asked about. */
export const SHA = 'a'.repeat(40);
export const OWN_RUN = 555;

/** A change of the world: what kind, to which of the things there are, and with which variants of its fields. */
export interface Twist {
  readonly kind: (typeof TWISTS)[number];
  readonly at: number;
  /** Index into the endings; 0 is green. */
  readonly ending: number;
  /** What differs from a thing that counts. */
  readonly odd: (typeof ODDITIES)[number];
  readonly older: boolean;
}

export const TWISTS = [
  'add-run',
  'rerun',
  'rerun-failed',
  'end-run',
  'end-job',
  'drop-job',
  'delete-run',
  'add-check',
  'delete-checks',
  'add-status',
  'delete-statuses',
  'move-head',
  'reset-branch',
  'move-tag',
  'delete-tag',
  'tag-like-branch',
  'delete-branch',
] as const;

export const ODDITIES = [
  'nothing',
  'event',
  'branch',
  'sha',
  'fork',
  'namesake-fork',
  'own-run',
  'foreign-id',
  'other-file',
  'path-ref',
  'look-alike',
  'other-source',
  'other-ref',
  'by-tag',
  'queue',
  'other-queue',
  'suite',
  'no-suite',
  'author',
  'name',
] as const;

/** A request of the gate that goes wrong. */
export interface Trouble {
  /** The number of the request, from 0. */
  readonly request: number;
  readonly kind: 'server-error' | 'rate-limit' | 'hang' | 'reset' | 'garbage' | 'not-found';
  /** How many requests from there on. */
  readonly times: number;
}

/** One case: the question, how the world changes, and what GitHub makes of it. */
export interface Case {
  readonly question: Question;
  readonly inputs: Readonly<Record<string, string>>;
  /** How GitHub's answers differ from the truth. */
  readonly api: Api;
  readonly evidence: (typeof EVIDENCE)[number];
  /** Before the gate begins. */
  readonly before: readonly Twist[];
  /** While it asks: each at the request of that number. */
  readonly during: readonly { readonly request: number; readonly twist: Twist }[];
  /** Which legs the jobs have: `test`, `test (1)` and `test (2)`, or `test / unit`. */
  readonly legs: number;
}

export const EVIDENCE = [
  'none',
  'good',
  'other-sha',
  'other-repository',
  'failed',
  'unknown',
  'lacks-one',
] as const;

export interface Api {
  readonly pageSize: number;
  /** Where GitHub cuts a list off. */
  readonly cap: number;
  /** How many changes an answer may be behind, by the kind of the list. */
  readonly lag: Readonly<Record<'runs' | 'filtered' | 'jobs' | 'checks' | 'statuses', number>>;
  /** Whether the filters of lists are dropped, as GitHub does with an empty one. */
  readonly unfiltered: boolean;
  readonly renamed: boolean;
  readonly withoutIds: boolean;
  /** Whether the token lacks `contents: read`: GitHub then says that there is nothing. */
  readonly blind: boolean;
  readonly trouble: readonly Trouble[];
}

const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );

const workflow = (file: string, source?: string) =>
  fc
    .record({
      file: fc.constant(`.github/workflows/${file}`),
      source: fc.constant(source),
      ref: source === undefined ? fc.constant(undefined) : mostly(undefined, 'refs/heads/main'),
      events: mostly<readonly string[] | undefined>(
        undefined,
        ['push', 'merge_group'],
        ['push', 'pull_request'],
        ['schedule'],
      ),
      branch: mostly<string | undefined>(undefined, 'dev'),
      jobs: mostly<readonly string[]>([], ['test'], ['test', 'lint']),
      when: mostly<'run' | 'job'>('run', 'job'),
      optional: mostly(false, true),
    })
    .map((wanted) => (wanted.jobs.length === 0 ? { ...wanted, when: 'run' as const } : wanted));

const question: fc.Arbitrary<Question> = fc
  .record({
    sha: fc.constant(SHA),
    tag: mostly<string | undefined>(undefined, 'v1'),
    branch: mostly<string | undefined>('main', undefined),
    refPolicy: mostly<Question['refPolicy']>('head', 'ancestor', 'none'),
    policy: mostly<Question['policy']>('latest', 'any-success'),
    eventsPolicy: mostly<Question['eventsPolicy']>('any', 'all'),
    events: mostly<readonly string[]>(['push'], ['push', 'merge_group'], ['push', 'workflow_dispatch']),
    allowed: mostly<readonly string[]>(['success'], ['success', 'skipped', 'neutral']),
    ownRunId: fc.constant(OWN_RUN),
    workflows: fc
      .tuple(
        fc.option(workflow('ci.yml'), { freq: 4 }),
        fc.option(workflow('lint.yml'), { freq: 1 }),
        fc.option(workflow('sec.yml', 'octo/policies'), { freq: 1 }),
      )
      .map((all) => all.filter((one) => one !== null)),
    checks: fc.array(
      fc.record({
        name: fc.constant('build'),
        app: mostly<string | number>('acme-ci', 77),
        optional: mostly(false, true),
      }),
      { maxLength: 1 },
    ),
    statuses: fc.array(
      fc.record({
        context: fc.constant('ci/acme'),
        creator: fc.constant('acme-bot'),
        optional: mostly(false, true),
      }),
      { maxLength: 1 },
    ),
  })
  .filter(({ workflows, checks, statuses }) => workflows.length + checks.length + statuses.length > 0);

const oneTwist = (kinds: readonly Twist['kind'][], odd: readonly Twist['odd'][]): fc.Arbitrary<Twist> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(3),
    ending: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(16) }),
    odd: fc.oneof(
      { weight: 2, arbitrary: fc.constant('nothing' as const) },
      { weight: 3, arbitrary: fc.constantFrom(...odd) },
    ),
    older: mostly(false, true),
  });

const twist: fc.Arbitrary<Twist> = fc.oneof(
  {
    weight: 4,
    arbitrary: oneTwist(
      ['add-run', 'add-run', 'delete-run', 'rerun', 'end-job'],
      [...ODDITIES, 'by-tag', 'by-tag'],
    ),
  },
  { weight: 2, arbitrary: oneTwist(['add-check'], ['suite', 'no-suite', 'author', 'name', 'sha']) },
  { weight: 1, arbitrary: oneTwist(['add-status'], ['author', 'name']) },
  { weight: 3, arbitrary: oneTwist(TWISTS, ODDITIES) },
);

const few = { depthIdentifier: 'few' } as const;

/** Cases in which most things are green; each twist can spoil it. */
export const cases: fc.Arbitrary<Case> = fc.record({
  question,
  inputs: fc.record({
    wait: mostly('true', 'false'),
    'fail-fast': mostly('true', 'false'),
    grace: mostly('60s', '0s'),
  }),
  evidence: fc.oneof(
    { weight: 9, arbitrary: fc.constant('none' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...EVIDENCE) },
  ),
  api: fc.record({
    pageSize: mostly(100, 1, 2, 3),
    cap: mostly(1000, 1, 2, 4),
    lag: fc.record({
      runs: mostly(0, 1),
      filtered: mostly(0, 1),
      jobs: mostly(0, 1),
      checks: mostly(0, 1),
      statuses: mostly(0, 1),
    }),
    unfiltered: mostly(false, true),
    renamed: mostly(false, true),
    withoutIds: mostly(false, true),
    blind: fc.nat(7).map((n) => n === 7),
    trouble: fc.array(
      fc.record({
        request: fc.nat(8),
        kind: fc.constantFrom('server-error', 'rate-limit', 'hang', 'reset', 'garbage', 'not-found'),
        times: fc.constantFrom(1, 1, 2, 30),
      }),
      { maxLength: 1, ...few },
    ),
  }),
  before: fc.array(twist, { maxLength: 5, size: 'max' }),
  during: fc.array(fc.record({ request: fc.nat(12), twist }), { maxLength: 3, size: 'small' }),
  legs: fc.nat(2),
});
