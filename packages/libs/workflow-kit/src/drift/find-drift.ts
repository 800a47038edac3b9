import type { Pins } from '../pins/pin.ts';
import { type Generated, readHeader } from '../render/header.ts';
import type { Drift, ExpectedFile } from './drift.ts';
import { type PinChange, restorePins } from './pin-line.ts';

/**
 * Compares the files of a folder with what the sources make, by name. `found` holds the texts of its
 * YAML files. Line ends do not count: git may have turned them into those of Windows.
 */
export function findDrift(
  expected: readonly ExpectedFile[],
  found: ReadonlyMap<string, string>,
  pins: Pins,
): readonly Drift[] {
  const names = new Set(expected.map(({ file }) => file));
  const made = expected.flatMap((one) => driftOf(one, found.get(one.file), pins) ?? []);
  const others = [...found].flatMap(([file, text]) => (names.has(file) ? [] : [driftOfOther(file, text)]));
  return [...made, ...others].sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** How a file differs from what its source makes; `undefined` where it does not. */
function driftOf(expected: ExpectedFile, text: string | undefined, pins: Pins): Drift | undefined {
  const found = text === undefined ? undefined : withLineFeeds(text);
  const base = { file: expected.file, found, expected: expected.text, source: expected.source };
  if (found === undefined) return { ...base, kind: 'missing' };
  if (found === expected.text) return undefined;
  const header = readHeader(found);
  const wanted = readHeader(expected.text);
  if (header === undefined || wanted === undefined) return { ...base, kind: 'unknown-file' };
  if (header.intact && header.generator !== wanted.generator) {
    const { generator: wroteIt } = header;
    return { ...base, kind: 'stale-generator', wroteIt, wouldWrite: wanted.generator };
  }
  // Where the bot has bumped the catalogue too, only the digest is behind.
  if (header.intact || header.body === wanted.body) return { ...base, kind: 'source-ahead' };
  const changes = bumpsIn(found, header, wanted.body, pins);
  return changes === undefined ? { ...base, kind: 'hand-edit' } : { ...base, kind: 'pin-bump', changes };
}

function driftOfOther(file: string, text: string): Drift {
  const found = withLineFeeds(text);
  const source = readHeader(found)?.source;
  const base = { file, found, expected: undefined };
  return source === undefined ? { ...base, kind: 'unknown-file' } : { ...base, kind: 'orphan', source };
}

/**
 * The pins that were changed, when nothing else was: with those of the catalogue put back, the text has
 * the digest that its header names, or is what the source makes. So a bump is also known as one where
 * the source, or the generator, has moved on since.
 */
function bumpsIn(
  found: string,
  { body }: Generated,
  wantedBody: string,
  pins: Pins,
): readonly PinChange[] | undefined {
  const header = found.slice(0, found.length - body.length);
  const above = header.split('\n').length - 1;
  const restored = restorePins(body, pins);
  const isWhole = restored.text === wantedBody || readHeader(header + restored.text)?.intact === true;
  if (!isWhole || restored.changes.length === 0) return undefined;
  return restored.changes.map((change) => ({ ...change, line: change.line + above }));
}

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
