import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDrift } from '../../src/drift/index.ts';
import { parsePins, script } from '../../src/index.ts';
import { CATALOGUE } from '../options.ts';
import { BUMPED, CATALOGUE_PATH, CHECKOUT, catalogueWith, generated, pins, SETUP_NODE } from './generated.ts';

const expected = generated();
const driftOf = (text: string | undefined, wanted = expected, known = pins) =>
  findDrift([wanted], new Map(text === undefined ? [] : [[wanted.file, text]]), known);

test('a file as it was generated has no drift', () => {
  expect(driftOf(expected.text)).toEqual([]);
});

test('the line ends of Windows are no drift', () => {
  expect(driftOf(expected.text.replaceAll('\n', '\r\n'))).toEqual([]);
});

test('a file that is not there is missing', () => {
  expect(driftOf(undefined)).toMatchObject([{ kind: 'missing', found: undefined, expected: expected.text }]);
});

test('an untouched file of the same generator says that its source is ahead', () => {
  expect(driftOf(expected.text, generated({}, script`make test`))).toMatchObject([{ kind: 'source-ahead' }]);
});

test('an untouched file of another generator is stale, and both are named', () => {
  const older = generated({ generator: '@gatehouse/workflow-kit 1.0.0' });
  expect(driftOf(older.text)).toMatchObject([
    {
      kind: 'stale-generator',
      wroteIt: '@gatehouse/workflow-kit 1.0.0',
      wouldWrite: '@gatehouse/workflow-kit 1.2.3',
    },
  ]);
});

test('a changed pin and nothing else is a bump, with its line and what the catalogue says', () => {
  const text = expected.text.replace(CHECKOUT, BUMPED);
  const line = text.split('\n').findIndex((one) => one.includes(BUMPED)) + 1;
  expect(driftOf(text)).toMatchObject([
    {
      kind: 'pin-bump',
      changes: [
        {
          action: 'actions/checkout',
          line,
          commit: 'a1'.repeat(20),
          version: 'v7.1.0',
          pin: { version: 'v7.0.1' },
        },
      ],
    },
  ]);
});

test('a bump is known as one where the generator is another, too', () => {
  const older = generated({ generator: '@gatehouse/workflow-kit 1.0.0' });
  expect(driftOf(older.text.replace(CHECKOUT, BUMPED))).toMatchObject([{ kind: 'pin-bump' }]);
});

test('a bump is known as one where the source has moved on, too', () => {
  const moved = generated({}, script`make test`);
  expect(driftOf(expected.text.replace(CHECKOUT, BUMPED), moved)).toMatchObject([{ kind: 'pin-bump' }]);
});

test('a bump that the catalogue has already leaves the file only behind', () => {
  const known = parsePins(catalogueWith(CHECKOUT, BUMPED), CATALOGUE_PATH);
  const wanted = generated({ pins: known });
  expect(driftOf(expected.text.replace(CHECKOUT, BUMPED), wanted, known)).toMatchObject([
    { kind: 'source-ahead' },
  ]);
});

test('a pin at a tag is a bump as well, which is not for the class to judge', () => {
  const text = expected.text.replace(CHECKOUT, 'actions/checkout@v8');
  expect(driftOf(text)).toMatchObject([{ kind: 'pin-bump', changes: [{ commit: 'v8', version: '' }] }]);
});

test('a pin of a release covers all actions of its repository', () => {
  const slug = 'gatehouse-actions/gatehouse';
  const release = { slug, commit: 'b2'.repeat(20), version: 'v1.0.0' };
  const known = new Map([
    ...pins,
    [slug, { action: slug, ...release, at: { file: CATALOGUE_PATH, line: 9 } }] as const,
  ]);
  const wanted = generated({ target: { kind: 'github.com', release } });
  const text = wanted.text.replace(`${'b2'.repeat(20)} # v1.0.0`, `${'c3'.repeat(20)} # v1.1.0`);
  expect(driftOf(text, wanted, known)).toMatchObject([
    { kind: 'pin-bump', changes: [{ action: `${slug}/merge-parts`, pin: { action: slug } }] },
  ]);
});

test('a bump is known as one beside a call of another repository, whose pin stands in the file as well', () => {
  const called = 'acme/tools/.github/workflows/x.yml';
  const known = parsePins(`${CATALOGUE}    - uses: acme/tools@${'b2'.repeat(20)} # v1.0.0\n`, CATALOGUE_PATH);
  const wanted = generated({ pins: known }, undefined, called);
  expect(wanted.text).toContain(`uses: ${called}@${'b2'.repeat(20)} # v1.0.0\n`);
  expect(driftOf(wanted.text.replace(CHECKOUT, BUMPED), wanted, known)).toMatchObject([
    { kind: 'pin-bump', changes: [{ action: 'actions/checkout' }] },
  ]);
});

test('any other change is an edit by hand, also beside a bump', () => {
  const edited = expected.text.replace('npm test', 'npm test -- --silent');
  expect(driftOf(edited)).toMatchObject([{ kind: 'hand-edit' }]);
  expect(driftOf(edited.replace(CHECKOUT, BUMPED))).toMatchObject([{ kind: 'hand-edit' }]);
});

test('an action that the catalogue does not know is an edit by hand', () => {
  const text = expected.text.replace(SETUP_NODE, `evil/setup-node@${'d4'.repeat(20)} # v7.0.0`);
  expect(driftOf(text)).toMatchObject([{ kind: 'hand-edit' }]);
});

test('one change of any character below the header is never taken for an untouched file', () => {
  const above = expected.text.split('\n', 2).join('\n').length + 1;
  const position = fc.integer({ min: above, max: expected.text.length - 1 });
  fc.assert(
    fc.property(position, fc.constantFrom('x', '\n', '0', '#'), (at, letter) => {
      fc.pre(expected.text[at] !== letter);
      const text = expected.text.slice(0, at) + letter + expected.text.slice(at + 1);
      const kinds = driftOf(text).map(({ kind }) => kind);
      return kinds[0] === 'hand-edit' || kinds[0] === 'pin-bump';
    }),
    { seed: 20260711, numRuns: 300 },
  );
});

test('a file without a header is unknown, whether or not a source makes one of its name', () => {
  const found = new Map([
    ['sample.yml', 'name: Mine\n'],
    ['other.yml', 'name: Mine\n'],
  ]);
  expect(findDrift([expected], found, pins)).toMatchObject([
    { file: 'other.yml', kind: 'unknown-file', expected: undefined },
    { file: 'sample.yml', kind: 'unknown-file', expected: expected.text },
  ]);
});

test('a generated file that no source makes is an orphan of the source that it names', () => {
  const found = new Map([[expected.file, expected.text]]);
  expect(findDrift([], found, pins)).toMatchObject([{ kind: 'orphan', source: expected.source }]);
});
