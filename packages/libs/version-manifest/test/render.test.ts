import { expect, test } from 'vitest';
import { mergeIntoManifest } from '../src/index.ts';
import { joinBytes, renderBytes, renderText } from '../src/render.ts';
import { IBM_ROOT, parse, report, UPSTREAM } from './real.ts';

test.each([
  ['upstream', UPSTREAM, true],
  ['the source', IBM_ROOT, false],
  ['nothing', '[]', false],
])('%s is rendered to its very bytes', (_what, text, newline) => {
  expect(
    Buffer.from(joinBytes(renderBytes(parse(text), { lineEnd: '\n', finalNewline: newline }))).toString() ===
      text,
  ).toBe(true);
});

test('a version of thousands of files, with texts like its own syntax, is rendered as JSON.stringify does', () => {
  const tricky = '\n    "files": []';
  const files = Array.from({ length: 3000 }, (_, index) => ({
    ...report('3.14.2', 'x64'),
    filename: `${index}${tricky}é€😀`,
  }));
  const manifest = [{ version: '3.14.2', stable: true, release_url: tricky, files, lts: tricky }];
  expect(
    [...renderText(manifest, { lineEnd: '\n', finalNewline: false })].join('') ===
      JSON.stringify(manifest, null, 2),
  ).toBe(true);
});

test('bytes come in chunks that do not grow with the manifest', () => {
  const largest = [100, 1000].map((versions) => {
    const reported = Array.from({ length: versions * 25 }, (_, n) =>
      report(`3.14.${n % versions}`, 'x64', `${Math.floor(n / versions)}.04`),
    );
    const outcome = mergeIntoManifest([], reported, { onPublished: 'merge-files' });
    const chunks =
      outcome.kind === 'merged'
        ? [...renderBytes(outcome.manifest, { lineEnd: '\n', finalNewline: true })]
        : [];
    return Math.max(...chunks.map(({ length }) => length));
  });
  expect(largest.map((bytes) => bytes > 200_000 && bytes < 300_000)).toEqual([true, true]);
});
