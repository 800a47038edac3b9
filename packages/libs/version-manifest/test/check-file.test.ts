import { expect, test } from 'vitest';
import { checkFile, type ExpectedFile } from '../src/index.ts';
import { NAMES, report } from './real.ts';

const EXPECTED: ExpectedFile = {
  serverUrl: 'https://github.com',
  repository: 'IBM/python-versions-pz',
  tag: '3.14.2',
  version: '3.14.2',
  leg: { arch: 'ppc64le', platform: 'linux', platform_version: '24.04' },
  names: NAMES,
};
const GOOD = report('3.14.2', 'ppc64le');
const SHA = 'ab'.repeat(32);

const codes = (value: unknown, expected = EXPECTED) => {
  const verdict = checkFile(value, expected);
  return verdict.kind === 'ok' ? 'ok' : verdict.reasons.map(({ field, code }) => `${field}: ${code}`);
};

test('a sound entry comes back in the order of its keys', () => {
  const verdict = checkFile({ size: 12, sha256: SHA, ...GOOD, release_url: '' }, EXPECTED);
  expect(JSON.stringify(verdict)).toBe(
    JSON.stringify({
      kind: 'ok',
      file: {
        version: '3.14.2',
        filename: GOOD.filename,
        arch: 'ppc64le',
        platform: 'linux',
        platform_version: '24.04',
        download_url: GOOD.download_url,
        release_url: '',
        sha256: SHA,
        size: 12,
      },
    }),
  );
});

test('an upper-case sha256 is written in lower case', () => {
  expect(checkFile({ ...GOOD, sha256: SHA.toUpperCase() }, EXPECTED)).toMatchObject({
    file: { sha256: SHA },
  });
});

test('the URLs of a draft become those of the tag', () => {
  const draft = (url: string) => url.replace('/3.14.2', '/untagged-0a1b2c');
  const page = 'https://github.com/IBM/python-versions-pz/releases/tag/3.14.2';
  const value = { ...GOOD, download_url: draft(GOOD.download_url), release_url: draft(page) };
  expect(checkFile(value, { ...EXPECTED, allowDraft: true })).toMatchObject({
    file: { download_url: GOOD.download_url, release_url: page },
  });
});

test('a draft is refused where no tag is known', () => {
  const { tag: _, ...untagged } = EXPECTED;
  const value = { ...GOOD, download_url: GOOD.download_url.replace('/3.14.2/', '/untagged-0a1b2c/') };
  expect(codes(value, { ...untagged, allowDraft: true })).toEqual(['download_url: draft']);
});

test('without a tag, that of the URL counts', () => {
  const { tag: _, ...untagged } = EXPECTED;
  expect(codes(report('3.14.2', 'ppc64le', '24.04', '3.14.2-17'), untagged)).toBe('ok');
});

test('the leg of an arch reports a variant only where that is allowed', () => {
  const value = report('3.14.2', 'ppc64le-freethreaded');
  expect(codes(value)).toEqual(['arch: other-than-leg']);
  expect(codes(value, { ...EXPECTED, allowVariants: true })).toBe('ok');
});

const HOSTILE: readonly (readonly [what: string, value: unknown, reasons: readonly string[]])[] = [
  ['an arch that is not the leg’s', report('3.14.2', 's390x'), ['arch: other-than-leg']],
  [
    'a file name of another arch',
    { ...GOOD, filename: report('3.14.2', 's390x').filename },
    ['filename: filename-mismatch', 'download_url: other-file'],
  ],
  [
    'a URL of another arch',
    { ...GOOD, download_url: report('3.14.2', 's390x').download_url },
    ['download_url: other-file'],
  ],
  [
    'name and URL of another arch',
    { ...report('3.14.2', 's390x'), arch: 'ppc64le' },
    ['filename: filename-mismatch'],
  ],
  [
    'fields cut at the dashes',
    {
      ...report('3.15.0-alpha.1', 's390x', '22.04'),
      arch: '22.04',
      platform: 'alpha.1',
      platform_version: 'linux',
    },
    ['arch: bad-arch', 'platform: bad-platform', 'platform_version: bad-platform-version'],
  ],
  ['another version', report('3.14.1', 'ppc64le'), ['version: other-than-leg', 'download_url: other-tag']],
  ['another platform version', report('3.14.2', 'ppc64le', '22.04'), ['platform_version: other-than-leg']],
  [
    'a version that leaves the folder',
    { ...GOOD, version: '../../.github/workflows/x' },
    ['version: bad-version'],
  ],
  ['a version with build metadata', { ...GOOD, version: '3.14.2+b' }, ['version: bad-version']],
  ['an arch with a slash', { ...GOOD, arch: 'ppc64le/../x' }, ['arch: bad-arch']],
  ['an arch with NUL', { ...GOOD, arch: 'ppc64le\0' }, ['arch: bad-arch']],
  ['a device as arch', { ...GOOD, arch: 'CON' }, ['arch: bad-arch']],
  ['an upper-case arch', { ...GOOD, arch: 'PPC64LE' }, ['arch: bad-arch']],
  ['an arch with a blank at the end', { ...GOOD, arch: 'ppc64le ' }, ['arch: bad-arch']],
  ['an arch with a zero-width space', { ...GOOD, arch: 'ppc64le\u200b' }, ['arch: bad-arch']],
  ['an arch in a compatibility form', { ...GOOD, arch: 'ｐpc64le' }, ['arch: bad-arch']],
  [
    '__proto__ as version and arch',
    { ...GOOD, version: '__proto__', arch: '__proto__' },
    ['version: bad-version', 'arch: bad-arch'],
  ],
  ['constructor as platform', { ...GOOD, platform: 'constructor' }, ['platform: bad-platform']],
  [
    '__proto__ as a key',
    JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(GOOD).slice(1)}`),
    ['__proto__: unknown-key'],
  ],
  ['toString as a key', { ...GOOD, toString: 'x' }, ['toString: unknown-key']],
  ['stable, which is derived', { ...GOOD, stable: true }, ['stable: unknown-key']],
  ['a number as platform version', { ...GOOD, platform_version: 22.04 }, ['platform_version: bad-shape']],
  ['null as platform version', { ...GOOD, platform_version: null }, ['platform_version: bad-shape']],
  ['infinity as size', JSON.parse(`{"size":1e999,${JSON.stringify(GOOD).slice(1)}`), ['size: bad-size']],
  ['a negative size', { ...GOOD, size: -1 }, ['size: bad-size']],
  ['half a byte', { ...GOOD, size: 0.5 }, ['size: bad-size']],
  ['a sha256 that is too short', { ...GOOD, sha256: 'ab' }, ['sha256: bad-sha256']],
  ['null as sha256', { ...GOOD, sha256: null }, ['sha256: bad-sha256']],
  [
    'a report of a scanner',
    { ...GOOD, filename: 'trivy-python-3.14.2-linux-24.04-ppc64le-vuln.json' },
    ['filename: not-archive', 'download_url: other-file'],
  ],
  ['a file name with a path', { ...GOOD, filename: `../${GOOD.filename}` }, ['filename: bad-filename']],
  [
    'a file name with a combining mark',
    { ...GOOD, filename: `python-3.14.2-linux-24.04-ppc64lé.tar.gz`.normalize('NFD') },
    ['filename: bad-filename'],
  ],
  ['an endless file name', { ...GOOD, filename: `${'a'.repeat(300)}.zip` }, ['filename: bad-filename']],
  [
    'the page of another repository',
    { ...GOOD, release_url: 'https://github.com/evil/x/releases/tag/3.14.2' },
    ['release_url: bad-release-url'],
  ],
  [
    'a script as release page',
    { ...GOOD, release_url: 'javascript:alert(1)' },
    ['release_url: bad-release-url'],
  ],
  ['an object as URL', { ...GOOD, download_url: {} }, ['download_url: bad-shape']],
  [
    'an empty object',
    {},
    [
      'version: bad-shape',
      'filename: bad-shape',
      'arch: bad-shape',
      'platform: bad-shape',
      'download_url: bad-shape',
    ],
  ],
  ['a list', [GOOD], [': bad-shape']],
  ['null', null, [': bad-shape']],
  ['a text', 'x', [': bad-shape']],
];

test.each(HOSTILE)('%s is refused', (_what, value, reasons) => {
  expect(codes(value)).toEqual(reasons);
});

test('refusing leaves no prototype polluted', () => {
  checkFile(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'), EXPECTED);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('an arch that only looks right is told with what was meant', () => {
  expect(checkFile({ ...GOOD, arch: 'PPC64LE\u200b' }, EXPECTED)).toMatchObject({
    reasons: [{ message: 'arch is "PPC64LE\\u200b", which no consumer looks for; write "ppc64le".' }],
  });
});
