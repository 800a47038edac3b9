import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  calledBy,
  groupsOf,
  levelsOf,
  type Pattern,
  provenBefore,
  reachedFrom,
  requiredGrants,
  showGrants,
  showPattern,
  workflowSet,
} from '../../src/graph/index.ts';
import { ANY, canMeet, patternsOf } from '../../src/graph/pattern.ts';
import {
  access,
  always,
  and,
  choose,
  type Expr,
  eq,
  expr,
  format,
  github,
  not,
  or,
  toJSON,
  type workflow,
} from '../../src/index.ts';
import { good, pins } from './good.ts';

const set = workflowSet(good, pins);
const named = (file: string) => set.workflows.find((one) => one.file === file) ?? expect.fail(`no ${file}`);

const texts = (length: number): readonly string[] =>
  length === 0 ? [''] : ['', ...texts(length - 1).flatMap((text) => [`a${text}`, `b${text}`])];
const all = [...new Set(texts(7))];
const patterns: fc.Arbitrary<Pattern> = fc.array(fc.constantFrom('a', 'B', ANY), { maxLength: 4 });

function fits(pattern: Pattern, text: string): boolean {
  const source = pattern.map((part) => (part === ANY ? '.*' : part)).join('');
  return new RegExp(`^${source}$`, 'i').test(text);
}

test('two patterns can meet exactly where one text fits both', () => {
  fc.assert(
    fc.property(patterns, patterns, (one, other) => {
      const meets = all.some((text) => fits(one, text) && fits(other, text));
      expect(canMeet(one, other)).toBe(meets);
      expect(canMeet(other, one)).toBe(meets);
    }),
    { seed: 4, numRuns: 500 },
  );
});

test('a group is as much as is known of it', () => {
  const known = { workflowName: 'CI' };
  const shown = (value: Expr) => patternsOf(value.node, known).map(showPattern);
  const name = access('string', 'inputs', ['name']);
  expect(shown(expr`${github.workflow}-${github.ref}`)).toEqual(['CI-refs/*']);
  expect(shown(expr`x-${or(name, 'main')}`)).toEqual(['x-*', 'x-main']);
  expect(shown(expr`x-${or('', 'main', name)}`)).toEqual(['x-main']);
  expect(shown(expr`x-${choose(eq(name, 'a'), 'one', 'two')}`)).toEqual(['x-one', 'x-two']);
  expect(shown(format('{{x}}-{0}-{1}', 'a', name))).toEqual(['{x}-a-*']);
  expect(shown(toJSON(name))).toEqual(['*']);
  expect(patternsOf(github.workflow.node, { workflowName: undefined })).toEqual([[ANY]]);
});

test('a group of too many possible names can be any', () => {
  const either = or(access('string', 'inputs', ['x']), 'a');
  const name = expr`${either}${either}${either}${either}${either}${either}${either}`;
  expect(patternsOf(name.node, { workflowName: undefined })).toEqual([[ANY]]);
});

test('a group of a called workflow is named by what the outermost caller hands over', () => {
  const uses = groupsOf(named('nightly.yml'), set);
  expect(
    uses.map(({ workflow, job, patterns: names }) => [workflow.file, job?.id, names.map(showPattern)]),
  ).toEqual([['land.yml', 'update', ['gatehouse/branch/main/versions-manifest']]]);
});

test('the callees that were not named belong to the set', () => {
  const found = workflowSet([named('nightly.yml')], pins).workflows.map(({ file }) => file);
  expect(found).toEqual(['batch.yml', 'land.yml', 'nightly.yml']);
});

test('a run gets to a workflow through calls', () => {
  const ways = reachedFrom(named('nightly.yml'), set).map(({ workflow, through }) => [
    workflow.file,
    through.map(({ job }) => job.id),
  ]);
  expect(ways).toEqual([
    ['nightly.yml', []],
    ['batch.yml', ['batch']],
    ['land.yml', ['batch', 'land']],
  ]);
});

test('the least that a caller must grant is the most that any nested job asks for', () => {
  expect(showGrants(requiredGrants(named('batch.yml'), set))).toBe('{ contents: write }');
  expect(showGrants(requiredGrants(named('docs.yml'), set))).toBe('{ contents: read }');
  expect(showGrants(requiredGrants(named('release.yml'), set))).toBe(
    '{ actions: read, contents: write, id-token: write }',
  );
});

test('levels count the workflow that is started, and one for what cannot be looked into', () => {
  expect(levelsOf(named('land.yml'), set)).toBe(1);
  expect(levelsOf(named('nightly.yml'), set)).toBe(3);
  expect(levelsOf(named('release.yml'), set)).toBe(2);
  expect(calledBy(named('nightly.yml'), set)).toEqual(new Set(['batch.yml', 'land.yml']));
});

test('a workflow that calls itself is walked once', () => {
  const looped = named('batch.yml').jobs.map((job) => ({
    ...job,
    calls: { kind: 'reference', uses: '$/.github/workflows/batch.yml' } as const,
  }));
  const alone = workflowSet([{ ...named('batch.yml'), jobs: looped } as ReturnType<typeof workflow>], pins);
  const [root] = alone.workflows;
  expect(root && reachedFrom(root, alone).length).toBe(1);
  expect(root && showGrants(requiredGrants(root, alone))).toBe('{ contents: write }');
});

test('what has succeeded before a job follows from what its condition asks', () => {
  const release = named('release.yml');
  const undraft = release.jobs.find(({ id }) => id === 'undraft') ?? expect.fail('no undraft');
  const resultOf = (id: string) => eq(access('string', 'needs', [id, 'result']), 'success');
  const before = (condition: Expr | undefined) =>
    [...provenBefore({ ...undraft, condition } as typeof undraft, release)].sort();
  const everything = ['draft', 'gate', 'provenance', 'publish-crate', 'publish-pypi'];
  expect(before(undraft.condition)).toEqual(everything);
  expect(before(undefined)).toEqual(everything);
  expect(before(and(not(always()), resultOf('publish-crate')))).toEqual([
    'draft',
    'gate',
    'provenance',
    'publish-crate',
  ]);
  expect(before(and(always(), or(resultOf('draft'), resultOf('gate'))))).toEqual([]);
});
