import { expect, test } from 'vitest';
import { adoptPins, type FoundChange, findDrift, isAdoptable } from '../../src/drift/index.ts';
import { parsePins, WorkflowError } from '../../src/index.ts';
import { CATALOGUE } from '../options.ts';
import { BUMPED, CATALOGUE_PATH, CHECKOUT, catalogueWith, generated, pins } from './generated.ts';

const { file, source, text } = generated();

/** The changes in the sample with `by` for the pin of actions/checkout, as if it stood in `folder`. */
function changesWith(by: string, folder = '/repository/.github/workflows'): readonly FoundChange[] {
  const found = new Map([[file, text.replace(CHECKOUT, by)]]);
  const drifts = findDrift([{ file, source, text }], found, pins);
  const changes = drifts.flatMap((drift) => (drift.kind === 'pin-bump' ? drift.changes : []));
  return changes.map((change) => ({ ...change, at: { file: `${folder}/${file}`, line: change.line } }));
}

const adopt = (changes: readonly FoundChange[], catalogue = CATALOGUE) =>
  adoptPins(catalogue, CATALOGUE_PATH, changes);

function mistakesOf(changes: readonly FoundChange[]): readonly string[] {
  try {
    adopt(changes);
    return [];
  } catch (thrown) {
    if (thrown instanceof WorkflowError) return thrown.mistakes.map(({ message }) => message);
    throw thrown;
  }
}

test('a bump is taken over into its line, and every other line stays as it was', () => {
  const remark = '# Reviewed by hand.\r\n';
  const adoption = adopt(
    changesWith(BUMPED).map((change) => ({
      ...change,
      pin: { ...change.pin, at: { ...change.pin.at, line: 5 } },
    })),
    remark + CATALOGUE,
  );
  expect(adoption.text).toBe(remark + catalogueWith(CHECKOUT, BUMPED));
  expect(adoption.adopted).toMatchObject([{ from: { version: 'v7.0.1' }, to: { version: 'v7.1.0' } }]);
});

test('the catalogue with the bump makes the file that the bot has left', () => {
  const renewed = parsePins(adopt(changesWith(BUMPED)).text, CATALOGUE_PATH);
  const body = (whole: string) => whole.split('\n').slice(2).join('\n');
  expect(body(generated({ pins: renewed }).text)).toBe(body(text.replace(CHECKOUT, BUMPED)));
});

test('the same bump in several files is one', () => {
  const changes = [...changesWith(BUMPED), ...changesWith(BUMPED, '/elsewhere')];
  expect(adopt(changes).adopted).toHaveLength(1);
});

test('nothing changed leaves the catalogue as it is', () => {
  expect(adopt([])).toEqual({ text: CATALOGUE, adopted: [] });
});

test.each([
  ['a tag', 'actions/checkout@v8', /stands at "v8"\. Expected a commit of 40 hexadecimal digits/],
  ['a short commit', 'actions/checkout@3d3c42e # v7.1.0', /Expected a commit of 40 hexadecimal digits/],
  [
    'no comment',
    `actions/checkout@${'a1'.repeat(20)}`,
    /has no comment beside it\. Expected its full version/,
  ],
  ['a moving version', `actions/checkout@${'a1'.repeat(20)} # v8`, /the comment "v8" beside it/],
  ['a moved release', `actions/checkout@${'a1'.repeat(20)} # v7.0.1`, /A release does not change its commit/],
])('%s is refused', (_, by, message) => {
  const changes = changesWith(by);
  expect(mistakesOf(changes)).toEqual([expect.stringMatching(message)]);
  expect(changes.every(isAdoptable)).toBe(false);
});

test('two different bumps of one action are refused, and both places are named', () => {
  const other = `actions/checkout@${'b2'.repeat(20)} # v7.2.0`;
  const mistakes = mistakesOf([...changesWith(BUMPED), ...changesWith(other, '/elsewhere')]);
  expect(mistakes).toEqual([
    expect.stringMatching(/bumped to "v7\.2\.0" here and to "v7\.1\.0" in .*sample\.yml:\d+/),
  ]);
});

test('a mistake names the line of the generated file', () => {
  const [change] = changesWith('actions/checkout@v8');
  expect(() => adopt(change === undefined ? [] : [change])).toThrow(
    new RegExp(`sample\\.yml:${change?.line}: actions/checkout stands at`),
  );
});
