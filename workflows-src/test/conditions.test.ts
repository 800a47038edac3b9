import { expect, test } from 'vitest';
import { evaluateAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { type Plays, play, type Result, starts } from './play.ts';
import { parsed, rendered, SOURCES, sourceOf } from './sources.ts';

const called = parsed(rendered(await sourceOf('version-manifests.ts')));
const inlined = parsed(rendered(await sourceOf('templates/version-manifests.ts'), 'elsewhere'));
const onGhes = parsed(rendered(await sourceOf('version-manifests.ts'), 'ghes'));
const forms = [
  ['called', called],
  ['inlined', inlined],
  ['on GHES', onGhes],
] as const;

const RESULTS = ['success', 'failure', 'cancelled', 'skipped'] as const;
type Row = readonly [Result, Result?];

/** Of all results that the needs of a job can have, those with which it starts; the plan has found something. */
const STARTS: Readonly<Record<string, { readonly needs: readonly string[]; readonly with: readonly Row[] }>> =
  {
    build: { needs: ['plan'], with: [['success']] },
    'check-parts': {
      needs: ['plan', 'build'],
      with: [
        ['success', 'success'],
        ['success', 'failure'],
        ['success', 'cancelled'],
      ],
    },
    'release-assets': { needs: ['plan', 'check-parts'], with: [['success', 'success']] },
    'update-manifests': {
      needs: ['plan', 'release-assets'],
      with: [
        ['success', 'success'],
        ['success', 'failure'],
        ['success', 'cancelled'],
      ],
    },
  };

test('no other source has a condition for a job', async () => {
  const others = SOURCES.filter((path) => !/(version-manifests|multiarch-image)\.ts$/.test(path));
  const jobs = (await Promise.all(others.map(sourceOf))).flatMap((workflow) =>
    Object.entries(parsed(rendered(workflow)).jobs).map(([id, job]) => [workflow.file, id, job.if]),
  );
  expect(jobs.filter(([, , condition]) => condition !== undefined)).toEqual([]);
});

test.each(forms)('%s: every `if:` stands in the table, with the needs that it asks', (_, { jobs }) => {
  const asking = Object.entries(jobs).filter(([, job]) => job.if !== undefined);
  const needs = asking.map(([id, job]) => [id, job.needs]);
  const { verdict, ...others } = Object.fromEntries(needs);
  expect(others).toEqual(Object.fromEntries(Object.entries(STARTS).map(([id, row]) => [id, row.needs])));
  expect(verdict).toEqual(Object.keys(jobs).filter((id) => id !== 'verdict'));
});

test.each(forms)('%s: a job starts in exactly the rows of its truth table', (_, { jobs }) => {
  let rows = 0;
  for (const [id, { needs, with: wanted }] of Object.entries(STARTS)) {
    const job = jobs[id];
    if (job === undefined) throw new Error(`There is no job ${id}.`);
    for (const first of RESULTS) {
      for (const second of needs.length > 1 ? RESULTS : [undefined]) {
        for (const cancelled of [false, true]) {
          const results = [first, ...(second === undefined ? [] : [second])];
          const ended = results.map((result, index) => [
            needs[index],
            { result, outputs: { empty: 'false' } },
          ]);
          const found = starts(job, results, { needs: Object.fromEntries(ended), cancelled });
          const row = `${id} after ${results.join(', ')}${cancelled ? ', cancelled' : ''}`;
          const isWanted = wanted.some((one) => one[0] === first && one[1] === second);
          expect(`${row}: ${found}`).toBe(`${row}: ${isWanted && !cancelled}`);
          rows += 1;
        }
      }
    }
  }
  expect(rows).toBe(2 * (4 + 3 * 16));
});

const found = { plan: { outputs: { empty: 'false', versions: '["3.14.2"]' } } };
const nothing = { plan: { outputs: { empty: 'true', versions: '[]' } } };

// P plan, B build, C check-parts, R release-assets, U update-manifests: what is started. The verdict always is.
const RUNS: readonly (readonly [string, Plays, string | undefined, string, 'green' | 'red'])[] = [
  ['all is well', found, undefined, 'P B C R U', 'green'],
  ['there is nothing to build', nothing, undefined, 'P', 'green'],
  ['T7: the plan says nothing', { plan: { outputs: {} } }, undefined, 'P', 'red'],
  ['T7: the plan says it otherwise', { plan: { outputs: { empty: 'yes' } } }, undefined, 'P', 'red'],
  ['the plan fails', { plan: { result: 'failure' } }, undefined, 'P', 'red'],
  [
    'a leg fails and the policy lets it',
    { ...found, build: { result: 'failure' } },
    undefined,
    'P B C R U',
    'red',
  ],
  [
    'a leg runs out of time and the policy lets it',
    { ...found, build: { result: 'cancelled' } },
    undefined,
    'P B C R U',
    'red',
  ],
  [
    'a leg fails and the policy does not let it',
    { ...found, build: { result: 'failure' }, 'check-parts': { result: 'failure' } },
    undefined,
    'P B C',
    'red',
  ],
  [
    'two legs contradict each other',
    { ...found, 'check-parts': { result: 'failure' } },
    undefined,
    'P B C',
    'red',
  ],
  [
    'a release cannot be filled',
    { ...found, 'release-assets': { result: 'failure' } },
    undefined,
    'P B C R U',
    'red',
  ],
  [
    'a release runs out of time',
    { ...found, 'release-assets': { result: 'cancelled' } },
    undefined,
    'P B C R U',
    'red',
  ],
  [
    'the branch is protected',
    { ...found, 'update-manifests': { result: 'failure' } },
    undefined,
    'P B C R U',
    'red',
  ],
  ['somebody cancels the plan', { plan: { result: 'cancelled' } }, 'plan', 'P', 'red'],
  ['somebody cancels the build', { ...found, build: { result: 'cancelled' } }, 'build', 'P B', 'red'],
  ['somebody cancels behind the build', found, 'build', 'P B', 'red'],
  ['somebody cancels behind the check', found, 'check-parts', 'P B C', 'red'],
  ['somebody cancels behind the releases', found, 'release-assets', 'P B C R', 'red'],
];
const LETTERS = { P: 'plan', B: 'build', C: 'check-parts', R: 'release-assets', U: 'update-manifests' };

test.each(RUNS)(
  'when %s, the right jobs start and the run has the right colour',
  (_, plays, cancelled, started, colour) => {
    for (const [, workflow] of forms) {
      const results = play(workflow, plays, cancelled);
      const letters = Object.entries(LETTERS).filter(([, id]) => results[id] !== 'skipped');
      expect(letters.map(([letter]) => letter).join(' ')).toBe(started);
      expect(results.verdict).toBe(colour === 'green' ? 'success' : 'failure');
    }
  },
);

test('the release step runs where the step before has found archives', () => {
  const text = called.jobs['release-assets']?.steps.find((step) => step.if !== undefined)?.if ?? '';
  const runs = (count: string) => evaluateAsGitHub(text, { steps: { find: { outputs: { count } } } });
  expect([runs('0'), runs('1'), runs('12')]).toEqual([false, true, true]);
});

test('the releases are one for each version of the plan', () => {
  const text = String(called.jobs['release-assets']?.strategy?.matrix).slice(3, -2);
  const versions = '["3.15.0-alpha.1","3.14.2"]';
  expect(evaluateAsGitHub(text, { needs: { plan: { outputs: { versions } } } })).toEqual({
    version: ['3.15.0-alpha.1', '3.14.2'],
  });
});

test.each([
  ['says nothing else', {}, '.github/filter.yml'],
  ['names a version', { version: '3.14.*' }, ''],
  ['names release types', { 'release-types': 'rc' }, ''],
  ['names variants', { variants: 'freethreaded' }, ''],
])('the filter file counts only where the caller %s', (_, said, wanted) => {
  const inputs = {
    version: '',
    'release-types': '',
    variants: '',
    'filter-file': '.github/filter.yml',
    ...said,
  };
  const select = called.jobs.plan?.steps.find((step) => step.id === 'select');
  expect(evaluateAsGitHub(String(select?.with?.['filter-file']).slice(3, -2), { inputs })).toBe(wanted);
});

test.each([
  ['push', { version: '', 'release-types': '', policy: '' }, '.github/version-filter.yml', 'allow-missing'],
  ['workflow_dispatch', { version: '3.13.*', 'release-types': '', policy: 'require-all' }, '', 'require-all'],
  [
    'workflow_dispatch',
    { version: '', 'release-types': '', policy: 'at-least: 2' },
    '.github/version-filter.yml',
    'at-least: 2',
  ],
])('the template takes its values on %s from %j', (event_name, inputs, file, policy) => {
  const value = (job: string, id: string, name: string) =>
    evaluateAsGitHub(
      String(inlined.jobs[job]?.steps.find((step) => step.id === id)?.with?.[name]).slice(3, -2),
      {
        inputs,
        github: { event_name },
      },
    );
  expect(value('plan', 'select', 'filter-file')).toBe(file);
  expect(value('update-manifests', 'merge', 'policy')).toBe(policy);
});
