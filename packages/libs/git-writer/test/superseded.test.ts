import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Commit, supersededBy } from '../src/index.ts';
import { composeMessage } from '../src/message.ts';
import { parseTrailers } from '../src/trailers.ts';

const run = { repository: 'acme/widgets', runId: 100, runAttempt: 2 };
const keys = ['3.14.2', '3.13.9'];

const commit = (message: string, oid = 'c0ffee'): Commit => ({ oid, parents: [], message });
const commitOf = (newer: Partial<typeof run> & { writer?: string }, about: readonly string[], oid?: string) =>
  commit(composeMessage({ message: 'x', run: { ...run, ...newer }, keys: about }), oid);

describe('keys of an older run are superseded', () => {
  test.each([
    ['by a later run', { runId: 101, runAttempt: 1 }, ['3.14.2']],
    ['by a later attempt of the same run', { runAttempt: 3 }, ['3.14.2']],
    ['not by an earlier run', { runId: 99, runAttempt: 9 }, []],
    ['not by an earlier attempt', { runAttempt: 1 }, []],
    ['not by itself', {}, []],
    ['not by a run of another repository', { repository: 'acme/fork', runId: 101 }, []],
    [
      'by a run that spells the repository in another case',
      { repository: 'Acme/Widgets', runId: 101 },
      ['3.14.2'],
    ],
    ['not by another writer of a later run', { runId: 101, writer: 'docs' }, []],
  ])('%s', (_, newer, expected) => {
    const found = supersededBy([commitOf(newer, ['3.14.2', '3.12.1'])], run, keys);
    expect([...found.keys()]).toEqual(expected);
  });

  test('and the newest of the later runs is named, wherever it stands', () => {
    const history = [
      commitOf({ runId: 101 }, keys, 'a'),
      commitOf({ runId: 103 }, keys, 'b'),
      commitOf({ runId: 102 }, keys, 'c'),
    ];
    expect(supersededBy(history, run, ['3.14.2'])).toEqual(
      new Map([['3.14.2', { run: { ...run, runId: 103 }, commit: 'b' }]]),
    );
  });

  test('all of them, when the later run had too many to name', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `3.${index}.0`);
    expect([...supersededBy([commitOf({ runId: 101 }, many)], run, keys).keys()]).toEqual(keys);
  });
});

describe('trailers', () => {
  test('of 250 versions are named one by one, on lines of at most 120 characters', () => {
    const versions = Array.from({ length: 250 }, (_, index) => `3.${index}.0-alpha.1`);
    const message = composeMessage({ message: 'x', run, keys: versions });
    expect(parseTrailers(message)).toEqual({ run, keys: new Set(versions) });
    expect(Math.max(...message.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('survive for any key, whatever is in it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 20 }), (any) => {
        const parsed = parseTrailers(composeMessage({ message: 'Title\n\nBody', run, keys: any }));
        expect(parsed).toEqual({ run, keys: new Set(any) });
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('of any message end in a verdict and name a run only in the proper form', () => {
    const fragment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Gatehouse-Run: ',
        'a/b/1/1',
        '\n\n',
        '\n',
        'Gatehouse-Keys: ',
        '%',
        '*',
        '%E0%A4%A',
        '99999999999999999/1',
      ),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (fragments) => {
        const parsed = parseTrailers(fragments.join(''));
        expect(parsed === undefined || Number.isSafeInteger(parsed.run.runId)).toBe(true);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  test.each([
    ['two runs, as a squash leaves them', 'x\n\nGatehouse-Run: a/b/1/1\nGatehouse-Run: a/b/2/1'],
    ['a run in the middle of the message', 'x\n\nGatehouse-Run: a/b/1/1\n\nand more text'],
    ['a run with an id of 17 digits', 'x\n\nGatehouse-Run: a/b/99999999999999999/1'],
    ['a run without an attempt', 'x\n\nGatehouse-Run: a/b/1'],
    ['a run below a path', 'x\n\nGatehouse-Run: ../../b/1/1'],
    ['a message of a megabyte', `${'x'.repeat(1_000_000)}\n\nGatehouse-Run: a/b/1/1`],
    ['nothing', ''],
  ])('are not read from %s', (_, message) => {
    expect(parseTrailers(message)).toBeUndefined();
  });
});
