import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFile, lint, parseLayout, repair } from '../src/index.ts';
import { CLEAN, NAMES, PER_ARCH, parse, report } from './real.ts';

const layout = parseLayout('version-arch');
const PATH = 'versions-manifests/3.14.2-ppc64le.json';

/** Values that have broken mergers: other types, names from prototypes, paths, numbers that overflow. */
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '../x',
    '3.14',
    '3.14.2+b',
    '22.04',
    's390x',
    'x64\u200b',
    '\0',
    '::error::',
    1e308,
    null,
  ),
  fc.constantFrom(
    'python-3.14.2-linux-24.04-s390x.tar.gz',
    'trivy-x.json',
    'https://github.com/a/b/releases/download/1/x.zip',
  ),
);
const key = fc.constantFrom(
  'version',
  'stable',
  'release_url',
  'files',
  'filename',
  'arch',
  'platform',
  'platform_version',
  'download_url',
  '__proto__',
  'Arch',
  'extra',
);

/** `value` with one thing changed, anywhere in it. */
function spoil(value: unknown, path: readonly number[], name: string, by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return by;
  if (Array.isArray(value)) {
    const at = step % value.length;
    return step % 7 === 6 ? [...value, value[at]] : value.with(at, spoil(value[at], rest, name, by));
  }
  if (rest.length === 0)
    return Object.fromEntries([...Object.entries(value).filter(([own]) => own !== name), [name, by]]);
  const entries = Object.entries(value);
  const at = step % entries.length;
  return Object.fromEntries(
    entries.map(([own, found], index) => [own, index === at ? spoil(found, rest, name, by) : found]),
  );
}

const steps = fc.array(fc.nat(30), { minLength: 1, maxLength: 5 });
const spoiled = (text: string) =>
  fc
    .array(fc.tuple(steps, key, hostile), { minLength: 1, maxLength: 3 })
    .map((changes) =>
      JSON.stringify(
        changes.reduce<unknown>((value, [path, name, by]) => spoil(value, path, name, by), parse(text)),
      ),
    );

test('whatever a manifest holds ends in a verdict, and what is repaired lints clean', () => {
  const corrupt = PER_ARCH.get('versions-manifests/3.15.0-alpha.1-22.04.json') ?? '';
  const texts = fc.oneof(spoiled(CLEAN.get(PATH) ?? ''), spoiled(corrupt), fc.string());
  let repaired = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const { files, unrepaired } = repair(new Map([[PATH, text]]), { names: NAMES, layout });
      repaired += files.size;
      for (const [path, written] of files) {
        const clean =
          written === null || lint(written, { names: NAMES, at: { layout, path } }).manifest !== undefined;
        expect([path, clean || unrepaired.length > 0]).toEqual([path, true]);
      }
    }),
    { seed: 15, numRuns: 3000 },
  );
  expect(repaired).toBeGreaterThan(100);
});

test('whatever a reported file holds ends in a verdict, and what is taken is of the leg', () => {
  const leg = { arch: 'ppc64le', platform: 'linux', platform_version: '24.04' };
  const expected = {
    serverUrl: 'https://github.com',
    repository: 'IBM/python-versions-pz',
    tag: '3.14.2',
    version: '3.14.2',
    leg,
    names: NAMES,
  };
  const good = report('3.14.2', 'ppc64le');
  fc.assert(
    fc.property(fc.array(fc.tuple(key, hostile), { maxLength: 2 }), (changes) => {
      const verdict = checkFile({ ...good, ...Object.fromEntries(changes) }, expected);
      if (verdict.kind === 'ok') expect(verdict.file).toEqual(good);
      else expect(verdict.reasons.every(({ message }) => !/[\0\n\u200b]/.test(message))).toBe(true);
    }),
    { seed: 16, numRuns: 3000 },
  );
});
