import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  joinBytes,
  lint,
  type Manifest,
  mergeIntoManifest,
  parseLayout,
  pathsFor,
  planFiles,
  type ReportedFile,
  renderBytes,
} from '../src/index.ts';
import { CLEAN, NAMES, parse, reportsOf, UPSTREAM } from './real.ts';

const merge = (base: Manifest, reported: readonly ReportedFile[]) => {
  const outcome = mergeIntoManifest(base, reported, { onPublished: 'merge-files' });
  return outcome.kind === 'merged' ? outcome.manifest : [];
};
const text = (manifest: Manifest, newline: boolean) =>
  Buffer.from(joinBytes(renderBytes(manifest, { lineEnd: '\n', finalNewline: newline }))).toString();

/** `items` in another order, cut into parts. */
const parted = <T>(items: readonly T[]) =>
  fc
    .tuple(fc.shuffledSubarray([...items], { minLength: items.length }), fc.integer({ min: 1, max: 400 }))
    .map(([shuffled, size]) => {
      const parts: T[][] = [];
      for (let at = 0; at < shuffled.length; at += size) parts.push(shuffled.slice(at, at + size));
      return parts;
    });

test('the upstream manifest, split into parts in any order and merged, has the same bytes', () => {
  fc.assert(
    fc.property(parted(reportsOf(parse(UPSTREAM))), (parts) => {
      expect(text(parts.reduce<Manifest>(merge, []), true) === UPSTREAM).toBe(true);
    }),
    { seed: 2237, numRuns: 15 },
  );
});

test('the upstream manifest, merged with itself, is the very same', () => {
  const base = parse(UPSTREAM);
  expect(merge(base, reportsOf(base).toReversed())).toBe(base);
});

const layout = parseLayout('version-arch');
const reported = [...CLEAN.values()].flatMap(parse).flatMap((entry) => reportsOf([entry]));
const options = { onPublished: 'merge-files', finalNewline: 'keep', names: NAMES } as const;

const write = (base: ReadonlyMap<string, string | null>, files: readonly ReportedFile[]) => {
  const plan = planFiles(layout, base, files, options);
  if (plan.kind === 'refused') throw new Error(JSON.stringify([...plan.findings, ...plan.conflicts]));
  return new Map(
    [...plan.files].map(
      ([path, file]) =>
        [
          path,
          file.kind === 'write' ? Buffer.from(joinBytes(file.bytes())).toString() : 'unchanged',
        ] as const,
    ),
  );
};

test('the clean files of the source, split into parts in any order and merged, have the same bytes', () => {
  // Four of them hold their two files in the order of arrival; 126 are as the contract wants them.
  const sorted = [...CLEAN].filter(([, found]) => lint(found).findings.length === 0);
  fc.assert(
    fc.property(parted(reported), (parts) => {
      let published = new Map<string, string | null>();
      for (const part of parts) {
        const base = new Map(pathsFor(layout, part).map((path) => [path, published.get(path) ?? null]));
        published = new Map([...published, ...write(base, part)]);
      }
      const differing = sorted.filter(([path, found]) => published.get(path) !== found);
      expect([sorted.length, published.size, differing]).toEqual([126, 130, []]);
    }),
    { seed: 130, numRuns: 15 },
  );
});

test('the clean files of the source, merged with their own reports, stay as they are', () => {
  expect(new Set(write(CLEAN, reported.toReversed()).values())).toEqual(new Set(['unchanged']));
});
