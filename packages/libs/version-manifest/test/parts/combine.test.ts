import {
  type Combination,
  combineParts as combinePartsOf,
  conflictError,
  type FoundPart,
  judgeCoverage,
  requireRun,
} from '@gatehouse/parts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReportedFile, type VersionFiles, versionFiles } from '../../src/index.ts';
import { found, RUN, refusal, sampleEntry, samplePart } from './sample.ts';

const KEY = '3.14.2 / linux / 24.04 / ppc64le';
const other = { ...sampleEntry(), sha256: 'cd'.repeat(32) };

const combined = (parts: readonly FoundPart<VersionFiles>[]) =>
  expectVerdict(combineParts(parts), 'combined');
const conflicts = (parts: readonly FoundPart<VersionFiles>[]) =>
  expectVerdict(combineParts(parts), 'conflict').conflicts;

type Combined = Combination<VersionFiles, ReportedFile>;

function combineParts(parts: readonly FoundPart<VersionFiles>[]): Combined {
  return combinePartsOf(versionFiles, parts);
}

function expectVerdict<Verdict extends Combined['verdict']>(combination: Combined, verdict: Verdict) {
  expect(combination).toMatchObject({ verdict });
  return combination as Extract<Combined, { verdict: Verdict }>;
}

describe('parts of different keys', () => {
  test('give their entries by key, whatever the order of arrival', () => {
    const parts = ['3.14.2', '3.13.1', '3.15.0-rc.1'].flatMap((version) =>
      ['s390x', 'ppc64le'].map((arch) => found(samplePart({ entries: [sampleEntry(version, arch)] }))),
    );
    const expected = combined(parts);
    expect(expected.covered).toHaveLength(6);
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
        expect(combineParts(shuffled)).toEqual(expected);
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  test('cover the keys of their entries', () => {
    const coverage = judgeCoverage([KEY, 'x'], combined([found(samplePart())]).covered, {
      kind: 'allow-missing',
    });
    expect(coverage).toMatchObject({ outcome: 'partial', covered: [KEY], missing: ['x'] });
  });

  test('may report one entry alike', () => {
    const parts = [found(samplePart()), found(samplePart({ key: 'again', leg: {} }))];
    expect(combined(parts).items).toHaveLength(1);
  });

  test('are in conflict over an entry that differs, and both are named', () => {
    const parts = [
      found(samplePart(), 'a/one.json'),
      found(samplePart({ key: 'again', leg: {}, entries: [other] }), 'b/two.json'),
    ];
    expect(conflicts(parts)).toEqual([
      {
        kind: 'entry',
        key: KEY,
        sources: ['b/two.json', 'a/one.json'].toSorted(),
        message: expect.stringMatching(
          /^"3\.14\.2 .* stands in "[ab].*" and in "[ab].*", with other sha256$/,
        ),
      },
    ]);
  });

  test('row 25: are in conflict where one archive is there for two architectures', () => {
    const { sha256 = '' } = sampleEntry();
    const twin = { ...sampleEntry('3.14.2', 's390x'), sha256 };
    const parts = [found(samplePart(), 'p.json'), found(samplePart({ entries: [twin] }), 's.json')];
    expect(conflicts(parts)).toMatchObject([{ kind: 'same-bytes', sources: ['p.json', 's.json'] }]);
  });

  test('may share an archive between flavours of one architecture', () => {
    const { sha256 = '' } = sampleEntry();
    const flavour = { ...sampleEntry('3.14.2', 'ppc64le-freethreaded'), sha256 };
    expect(combined([found(samplePart()), found(samplePart({ entries: [flavour] }))]).items).toHaveLength(2);
  });
});

describe('two parts of one key', () => {
  test('row 7: are one where their content is equal', () => {
    const result = combined([found(samplePart(), 'a.json'), found(samplePart({ leg: {} }), 'b.json')]);
    expect(result).toMatchObject({ parts: [{ source: 'a.json' }], items: [{ key: KEY }], replaced: [] });
  });

  test('row 6: are a conflict where it is not, and both are named', async () => {
    const found6 = conflicts([
      found(samplePart(), 'a/x.json'),
      found(samplePart({ entries: [other] }), 'b/x.json'),
    ]);
    expect(found6).toMatchObject([{ kind: 'part', key: KEY, sources: ['a/x.json', 'b/x.json'] }]);
    const error = conflictError(found6);
    expect(error.code).toBe('PART_CONFLICT');
    expect(error.message).toContain('"a/x.json" and in "b/x.json", both of attempt 1, with other content');
  });

  test('row 8: of which one is a newer attempt: it replaces the other and says so', () => {
    const parts = [
      found(samplePart({ attempt: 2 }), 'artifact-10338734845/x.json'),
      found(samplePart({ attempt: 1, entries: [other] }), 'artifact-10338854604/x.json'),
    ];
    const result = combined(parts);
    expect(result.items).toMatchObject([{ item: sampleEntry(), source: 'artifact-10338734845/x.json' }]);
    expect(result.replaced).toEqual([
      {
        key: KEY,
        kept: 'artifact-10338734845/x.json',
        keptAttempt: 2,
        dropped: 'artifact-10338854604/x.json',
        droppedAttempt: 1,
      },
    ]);
  });

  test('row 8: attempt 10 is newer than attempt 9', () => {
    const parts = [9, 10].map((attempt) => found(samplePart({ attempt })));
    expect(combined(parts).replaced).toMatchObject([{ keptAttempt: 10, droppedAttempt: 9 }]);
  });

  test('are no conflict in an attempt that a newer one replaces', () => {
    const parts = [
      found(samplePart(), 'a.json'),
      found(samplePart({ entries: [other] }), 'b.json'),
      found(samplePart({ attempt: 2 }), 'c.json'),
    ];
    expect(combined(parts).replaced).toHaveLength(2);
  });

  test('are a conflict where another run has the newer attempt', () => {
    const foreign = samplePart({ attempt: 5, entries: [other], run: { runId: 4241 } });
    expect(conflicts([found(samplePart(), 'a.json'), found(foreign, 'b.json')])).toMatchObject([
      { message: expect.stringContaining('of different runs') },
    ]);
  });
});

describe('row 21: parts of another origin are refused', () => {
  const judge = (part = samplePart(), expected = RUN) =>
    refusal(() => requireRun([found(part, 'a.json')], expected));

  test.each([
    [
      'repository',
      { repository: 'evil/python-builds' },
      /found repository "evil\/python-builds", expected "acme\/python-builds"/,
    ],
    ['run', { runId: 4241 }, /found run 4241, expected 4242/],
    ['commit', { sha: '0'.repeat(40) }, /found commit "0{40}", expected "b72b9c2f/],
    ['attempt that has not begun', { runAttempt: 2 }, /found attempt 2, expected at most 1/],
  ])('by their %s', async (_name, run, message) => {
    const entries = [
      {
        ...sampleEntry(),
        download_url: sampleEntry().download_url.replace('acme/python-builds', { ...RUN, ...run }.repository),
      },
    ];
    const part = samplePart({ run, entries, attempt: 'runAttempt' in run ? run.runAttempt : 1 });
    expect(await judge(part)).toMatchObject({
      code: 'FOREIGN_PART',
      message: expect.stringMatching(message),
    });
  });

  test('and those of an earlier attempt are taken', async () => {
    expect((await judge(samplePart(), { ...RUN, runAttempt: 3 })).code).toBe('none');
  });
});
