import { expect, test } from 'vitest';
import {
  joinBytes,
  type PlanFilesOptions,
  parseLayout,
  pathsFor,
  planFiles,
  type ReportedFile,
} from '../src/index.ts';
import { CLEAN, NAMES, PER_ARCH, report } from './real.ts';

const PATH = 'versions-manifests/3.14.2-ppc64le.json';
const layout = parseLayout('version-arch');

const plan = (
  base: ReadonlyMap<string, string | null>,
  reported: readonly ReportedFile[],
  options: Partial<PlanFilesOptions> = {},
  where = layout,
) =>
  planFiles(where, base, reported, {
    onPublished: 'merge-files',
    finalNewline: 'keep',
    names: NAMES,
    ...options,
  });

const texts = (outcome: ReturnType<typeof plan>) =>
  outcome.kind === 'refused'
    ? {}
    : Object.fromEntries(
        [...outcome.files].map(([path, file]) => [
          path,
          `${file.kind}: ${Buffer.from(joinBytes(file.bytes()))}`,
        ]),
      );

test('the paths to read are those of the reported files, each once', () => {
  const reported = [
    report('3.14.2', 's390x'),
    report('3.14.2', 'ppc64le', '22.04'),
    report('3.14.2', 'ppc64le'),
  ];
  expect(pathsFor(layout, reported)).toEqual([PATH, 'versions-manifests/3.14.2-s390x.json']);
});

test('the root manifest is read even where nothing was reported', () => {
  expect(pathsFor(parseLayout('root'), [])).toEqual(['versions-manifest.json']);
});

test('two legs of a new version give the file of the source', () => {
  const reported = [report('3.14.2', 'ppc64le'), report('3.14.2', 'ppc64le', '22.04')];
  expect(texts(plan(new Map([[PATH, null]]), reported))).toEqual({ [PATH]: `write: ${CLEAN.get(PATH)}` });
});

test('what is published already is unchanged', () => {
  const text = CLEAN.get(PATH) ?? '';
  expect(texts(plan(new Map([[PATH, text]]), [report('3.14.2', 'ppc64le')]))).toEqual({
    [PATH]: `unchanged: ${text}`,
  });
});

test.each([
  ['keep', 'root', null, true],
  ['keep', 'version-arch', null, false],
  ['keep', 'x.json', null, true],
  ['keep', 'root', '[]', false],
  ['keep', 'version-arch', '[]\n', true],
  ['keep', 'version-arch', '[]\r\n', true],
  ['always', 'version-arch', '[]', true],
  ['never', 'root', '[]\n', false],
] as const)('final newline %s, layout %s, on %j: %s', (finalNewline, name, text, newline) => {
  const where = parseLayout(name);
  const base = new Map([[pathsFor(where, [report('3.14.2', 's390x')])[0] ?? '', text]]);
  const [written] = Object.values(texts(plan(base, [report('3.14.2', 's390x')], { finalNewline }, where)));
  expect(written?.endsWith('\n')).toBe(newline);
});

test('a newline alone is no reason to write', () => {
  const text = CLEAN.get(PATH) ?? '';
  expect(
    plan(new Map([[PATH, text]]), [report('3.14.2', 'ppc64le')], { finalNewline: 'always' }),
  ).toMatchObject({
    files: new Map([[PATH, expect.objectContaining({ kind: 'unchanged' })]]),
  });
});

test('M6: a byte order mark is not written again, CRLF is', () => {
  const text = `\ufeff${(CLEAN.get(PATH) ?? '').replaceAll('\n', '\r\n')}`;
  const riscv = { ...report('3.14.2', 'ppc64le', '26.04') };
  const written = texts(plan(new Map([[PATH, text]]), [riscv]))[PATH] ?? '';
  expect(written.startsWith('\ufeff')).toBe(false);
  expect(written.replaceAll('\r\n', '')).not.toContain('\n');
});

test('a manifest with errors is not written on, and all of its errors are told', () => {
  const path = 'versions-manifests/3.15.0-alpha.1-22.04.json';
  const corrupt = PER_ARCH.get(path) ?? '';
  const outcome = plan(new Map([['versions-manifests/3.14.2-s390x.json', corrupt]]), [
    report('3.14.2', 's390x'),
  ]);
  expect(outcome.kind === 'refused' && [...outcome.findings.values()].map((list) => list.length)).toEqual([
    7,
  ]);
});

test('replace-version replaces what the one file holds', () => {
  const other = 'versions-manifests/3.14.2-s390x.json';
  const base = new Map([PATH, other].map((path) => [path, CLEAN.get(path) ?? null]));
  const outcome = plan(base, [report('3.14.2', 'ppc64le', '24.04', '3.14.2-2')], {
    onPublished: 'replace-version',
  });
  const states =
    outcome.kind === 'planned' &&
    [...outcome.files.values()].flatMap(({ changes }) => changes.map(({ key, state }) => `${state}: ${key}`));
  expect(states).toEqual([
    'lost: 3.14.2 / linux / 22.04 / ppc64le',
    'replaced: 3.14.2 / linux / 24.04 / ppc64le',
  ]);
});

test('conflicts of all files are told together', () => {
  const reported = ['ppc64le', 's390x'].flatMap((arch) => [
    report('3.14.2', arch),
    report('3.14.2', arch, '24.04', '9'),
  ]);
  const outcome = plan(new Map(pathsFor(layout, reported).map((path) => [path, null])), reported);
  expect(outcome.kind === 'refused' && outcome.conflicts.map(({ code }) => code)).toEqual([
    'duplicate-key',
    'duplicate-key',
  ]);
});

test('two paths that differ in case alone are a conflict', () => {
  const reported = [report('3.15.0-rc.1', 's390x'), report('3.15.0-RC.1', 's390x')];
  const outcome = plan(new Map(pathsFor(layout, reported).map((path) => [path, null])), reported);
  expect(outcome.kind === 'refused' && outcome.conflicts.map(({ code }) => code)).toEqual(['path-clash']);
});

test('a manifest that nobody read is never written', () => {
  expect(() => plan(new Map(), [report('3.14.2', 's390x')])).toThrow(
    'was not told about versions-manifests/3.14.2-s390x.json',
  );
});

test('M6: lines that end in different ways become LF', () => {
  const text = (CLEAN.get(PATH) ?? '').replace('\n', '\r\n');
  const written = texts(plan(new Map([[PATH, text]]), [report('3.14.2', 'ppc64le', '26.04')]))[PATH] ?? '';
  expect(written).not.toContain('\r');
});
