import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ARCHES, assetKind, compileNames, keyOf, PLATFORMS } from '../src/index.ts';
import { IBM_ROOT, NAMES, POLLUTED, parse, UPSTREAM } from './real.ts';

/** File names as python-versions publishes them, and the keys that they stand for. */
const TABLE: readonly (readonly [name: string, key: string])[] = [
  ['python-3.8.3-darwin-x64.tar.gz', '3.8.3 / darwin / x64'],
  ['python-3.14.2-darwin-arm64.tar.gz', '3.14.2 / darwin / arm64'],
  ['python-3.14.2-darwin-arm64-freethreaded.tar.gz', '3.14.2 / darwin / arm64-freethreaded'],
  ['python-3.9.0-beta.1-darwin-x64.tar.gz', '3.9.0-beta.1 / darwin / x64'],
  ['python-3.13.0-rc.3-darwin-x64-freethreaded.tar.gz', '3.13.0-rc.3 / darwin / x64-freethreaded'],
  ['python-2.7.18-linux-16.04-x64.tar.gz', '2.7.18 / linux / 16.04 / x64'],
  ['python-3.8.3-linux-18.04-x64.tar.gz', '3.8.3 / linux / 18.04 / x64'],
  ['python-3.9.0-alpha.6-linux-20.04-x64.tar.gz', '3.9.0-alpha.6 / linux / 20.04 / x64'],
  ['python-3.14.2-linux-22.04-arm64.tar.gz', '3.14.2 / linux / 22.04 / arm64'],
  ['python-3.14.2-linux-24.04-arm64-freethreaded.tar.gz', '3.14.2 / linux / 24.04 / arm64-freethreaded'],
  [
    'python-3.15.0-rc.1-linux-26.04-x64-freethreaded.tar.gz',
    '3.15.0-rc.1 / linux / 26.04 / x64-freethreaded',
  ],
  ['python-3.14.2-rhel-9-x64.tar.gz', '3.14.2 / rhel / 9 / x64'],
  ['python-3.14.2-rhel-10-x64.tar.gz', '3.14.2 / rhel / 10 / x64'],
  ['python-3.15.0-beta.2-rhel-10-x64-freethreaded.tar.gz', '3.15.0-beta.2 / rhel / 10 / x64-freethreaded'],
  ['python-3.8.3-win32-x64.zip', '3.8.3 / win32 / x64'],
  ['python-3.8.3-win32-x86.zip', '3.8.3 / win32 / x86'],
  ['python-3.9.0-rc.4-win32-x64.zip', '3.9.0-rc.4 / win32 / x64'],
  ['python-3.14.0-win32-arm64.zip', '3.14.0 / win32 / arm64'],
  ['python-3.14.0-win32-arm64-freethreaded.zip', '3.14.0 / win32 / arm64-freethreaded'],
  ['python-3.14.0-alpha.7-win32-x86-freethreaded.zip', '3.14.0-alpha.7 / win32 / x86-freethreaded'],
  ['python-3.14.2-linux-24.04-ppc64le.tar.gz', '3.14.2 / linux / 24.04 / ppc64le'],
  ['python-3.14.2-linux-22.04-s390x.tar.gz', '3.14.2 / linux / 22.04 / s390x'],
  ['python-3.15.0-alpha.5-linux-22.04-s390x.tar.gz', '3.15.0-alpha.5 / linux / 22.04 / s390x'],
  ['python-3.15.0-alpha.5-linux-22.04-ppc64le.tar.gz', '3.15.0-alpha.5 / linux / 22.04 / ppc64le'],
  ['python-3.14.0-linux-22.04-ppc64le-freethreaded.tar.gz', '3.14.0 / linux / 22.04 / ppc64le-freethreaded'],
  [
    'python-3.15.0-rc.10-linux-24.04-s390x-freethreaded.tar.gz',
    '3.15.0-rc.10 / linux / 24.04 / s390x-freethreaded',
  ],
  ['python-3.14.2-linux-24.04-riscv64.tar.gz', '3.14.2 / linux / 24.04 / riscv64'],
  ['python-3.15.0-ppc64le-linux-22.04-x64.tar.gz', '3.15.0-ppc64le / linux / 22.04 / x64'],
  ['python-3.15.0-linux-22.04-linux-24.04-x64.tar.gz', 'none'],
  ['python-3.15.0-22.10-linux-24.04-x64.tar.gz', '3.15.0-22.10 / linux / 24.04 / x64'],
];

test.each(TABLE)('%s is read as %s', (name, key) => {
  const reading = NAMES.parse(name);
  expect(reading.kind === 'read' ? keyOf(reading.fields) : 'none').toBe(key);
});

test.each([
  'python-3.14-linux-22.04-x64.tar.gz',
  'python-3.14.2-linux-22.04-X64.tar.gz',
  'python-3.14.2-solaris-x64.tar.gz',
  'python-3.14.2-linux-22.04-x64.tar.gz.sig',
  ' python-3.14.2-linux-22.04-x64.tar.gz',
  'python-3.14.2-linux--x64.tar.gz',
  'python-3.14.2-linux-22.04.tar.gz',
  'ruby-3.14.2-linux-22.04-x64.tar.gz',
  `python-${'1'.repeat(100_000)}.tar.gz`,
])('%s has no reading', (name) => {
  expect(NAMES.parse(name)).toMatchObject({ kind: 'refused', code: 'no-reading' });
});

test('every one of the 4,331 real names is read as its fields', () => {
  const wrong = [UPSTREAM, IBM_ROOT]
    .flatMap(parse)
    .flatMap(({ version, files }) => files.map((file) => ({ ...file, version })))
    .filter((file) => {
      const reading = NAMES.parse(file.filename);
      return reading.kind !== 'read' || keyOf(reading.fields) !== keyOf(file);
    });
  expect(wrong).toEqual([]);
});

test('what is rendered is read back, for every platform and arch', () => {
  const fields = fc.record({
    version: fc.constantFrom('3.14.2', '3.15.0-alpha.5', '1.0.0-linux', '1.0.0-x64.1', '0.0.0-22.10'),
    platform: fc.constantFrom(...PLATFORMS),
    platform_version: fc.constantFrom('22.04', '9', '10.15.7'),
    arch: fc.constantFrom(...ARCHES),
  });
  fc.assert(
    fc.property(fields, (found) => {
      for (const name of NAMES.render(found))
        expect(NAMES.parse(name)).toEqual({ kind: 'read', fields: found });
    }),
    { seed: 7 },
  );
});

test('a name that goes against the leg is refused with both', () => {
  expect(NAMES.parse('python-3.14.2-linux-24.04-s390x.tar.gz', { arch: 'ppc64le' })).toEqual({
    kind: 'refused',
    code: 'mismatch',
    message:
      'The file name "python-3.14.2-linux-24.04-s390x.tar.gz" says "3.14.2 / linux / 24.04 / s390x"; expected arch "ppc64le".',
  });
});

test.each([
  [{ version: '3.14.1' }],
  [{ platform: 'darwin' }],
  [{ platform_version: '22.04' }],
  [{ platform_version: null }],
  [{ arch: ['x64', 'arm64'] }],
])('known fields %j rule the name out', (known) => {
  expect(NAMES.parse('python-3.14.2-linux-24.04-s390x.tar.gz', known)).toMatchObject({ code: 'mismatch' });
});

test('a name with two readings is refused with both', () => {
  const names = compileNames('{version}[-{platform_version}]-{platform}-{arch}.zip');
  expect(names.parse('1.0.0-24-linux-x64.zip')).toEqual({
    kind: 'refused',
    code: 'ambiguous',
    message: expect.stringMatching(
      /in 2 ways: "1\.0\.0 \/ linux \/ 24 \/ x64", "1\.0\.0-24 \/ linux \/ x64"/,
    ),
  });
});

test('what is known decides between two readings', () => {
  const names = compileNames('{version}[-{platform_version}]-{platform}-{arch}.zip');
  expect(names.parse('1.0.0-24-linux-x64.zip', { version: '1.0.0' })).toMatchObject({
    fields: { version: '1.0.0', platform_version: '24' },
  });
});

test('a template without a platform reads it from what is known', () => {
  const names = compileNames('jdk-{version}-{arch}.tar.gz');
  expect(names.parse('jdk-21.0.1-x64.tar.gz', { platform: 'linux' })).toMatchObject({
    fields: { platform: 'linux' },
  });
});

test('a template without a platform is ambiguous where none is known', () => {
  expect(compileNames('jdk-{version}-{arch}.tar.gz').parse('jdk-21.0.1-x64.tar.gz')).toMatchObject({
    code: 'ambiguous',
  });
});

test('fields with a platform version have no name in a template without a place for it', () => {
  const names = compileNames('python-{version}-{platform}-{arch}.zip');
  expect(
    names.render({ version: '3.14.2', platform: 'linux', platform_version: '22.04', arch: 'x64' }),
  ).toEqual([]);
});

test.each([
  ['python-{arch}.zip', 'no {version}'],
  ['python-{version}.zip', 'no {arch}'],
  ['python-{version}-{arch}', 'no archive suffix'],
  ['python-{version}-{arch}.json', 'no archive suffix'],
  ['{version}-{arch}-{flavour}.zip', 'the unknown placeholder "{flavour}"'],
  ['{version}-{arch}-{}.zip', 'the unknown placeholder "{}"'],
  ['{version}-{arch}-{x.zip', 'the characters "{"'],
  ['{version}/{arch}.zip', 'the characters "/"'],
  ['{version} {arch}.zip', 'the characters " "'],
  ['{version}[-{arch}].zip', 'brackets around "-{arch}"'],
  ['{version}-{arch}[-x].zip', 'brackets around "-x"'],
  ['{version}-{arch}[[-{platform_version}]].zip', 'brackets that are nested'],
  ['{version}-{arch}[-{platform_version}.zip', 'brackets that are nested, unpaired'],
  ['{version}-{arch}-{platform_version}[-{platform_version}].zip', 'both inside and outside'],
])('the template %s is refused with what is wrong in it', (template, why) => {
  expect(() => compileNames(template)).toThrow(
    expect.objectContaining({ code: 'BAD_NAME_TEMPLATE', message: expect.stringContaining(why) }),
  );
});

test.each([
  ['python-3.14.2-linux-24.04-s390x.tar.gz', 'archive'],
  ['python-3.14.2-win32-x64.zip', 'archive'],
  ['node-24.0.0-win32-x64.7z', 'archive'],
  ['trivy-python-3.14.2-linux-24.04-ppc64le-vuln.json', 'scan report'],
  ['trivy-python-3.14.2-linux-24.04-ppc64le-secret.json', 'scan report'],
  ['trivy-python-3.14.2-linux-24.04-ppc64le.tar.gz', 'scan report'],
  ['results.sarif', 'scan report'],
  ['python-3.14.2-linux-24.04-ppc64le.sbom.json', 'sbom'],
  ['bom.cdx.json', 'sbom'],
  ['python.spdx.json', 'sbom'],
  ['trivy-gate-result.json', 'gate result'],
  ['trivy-gate.log', 'log'],
  ['build.log', 'log'],
  ['hashes.sha256', 'checksum'],
  ['SHA256SUMS', 'checksum'],
  ['checksums.txt', 'checksum'],
  ['python-3.14.2-linux-24.04-s390x.tar.gz.sha256', 'checksum'],
  ['python-3.14.2-linux-24.04-s390x.tar.gz.asc', 'signature'],
  ['python-3.14.2.sbom.json.sigstore.json', 'signature'],
  ['multiple.intoto.jsonl', 'signature'],
  ['python-3.14.2.exe', 'unknown'],
  ['notes.md', 'unknown'],
])('%s is recognised as %s', (name, expected) => {
  const kind = assetKind(name);
  expect(kind.kind === 'companion' ? kind.what : kind.kind).toBe(expected);
});

test('the 16 foreign entries of the polluted manifests are companions, the 6 others archives', () => {
  const kinds = [...POLLUTED.values()]
    .flatMap(parse)
    .flatMap(({ files }) => files.map(({ filename }) => assetKind(filename).kind));
  expect(
    Object.fromEntries(Object.entries(Object.groupBy(kinds, (kind) => kind)).map(([k, v]) => [k, v?.length])),
  ).toEqual({
    archive: 6,
    companion: 16,
  });
});
