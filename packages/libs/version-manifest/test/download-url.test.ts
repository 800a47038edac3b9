import { expect, test } from 'vitest';
import { checkDownloadUrl, readReleaseUrl } from '../src/download-url.ts';
import { IBM_ROOT, parse, UPSTREAM } from './real.ts';

const FILE = 'python-3.14.2-linux-24.04-s390x.tar.gz';
const EXPECTED = {
  serverUrl: 'https://github.com',
  repository: 'IBM/python-versions-pz',
  tag: '3.14.2',
  filename: FILE,
};
const GOOD = `https://github.com/IBM/python-versions-pz/releases/download/3.14.2/${FILE}`;

test('the URL of the asset is taken as it is', () => {
  expect(checkDownloadUrl(GOOD, EXPECTED)).toEqual({ kind: 'ok', url: GOOD });
});

test('every real download URL is one of a release', () => {
  const urls = [UPSTREAM, IBM_ROOT]
    .flatMap(parse)
    .flatMap(({ files }) => files.map((file) => file.download_url));
  expect(urls.filter((url) => readReleaseUrl(url).kind !== 'release')).toEqual([]);
});

test('another case of owner and name is written canonically', () => {
  const url = GOOD.replace('IBM/python', 'ibm/Python');
  expect(checkDownloadUrl(url, EXPECTED)).toEqual({ kind: 'ok', url: GOOD });
});

test('the address of a draft becomes that of the tag where drafts are allowed', () => {
  const url = GOOD.replace('/3.14.2/', '/untagged-0a1b2c3d4e5f/');
  expect(checkDownloadUrl(url, { ...EXPECTED, allowDraft: true })).toEqual({
    kind: 'ok',
    url: GOOD,
  });
});

const REFUSED: readonly (readonly [what: string, url: string, code: string])[] = [
  ['another owner', GOOD.replace('IBM', 'adilhusain-s'), 'foreign'],
  ['another repository', GOOD.replace('versions-pz', 'versions'), 'foreign'],
  ['another host', GOOD.replace('github.com', 'github.com.evil.com'), 'foreign'],
  ['another tag', GOOD.replace('/3.14.2/', '/3.14.1/'), 'other-tag'],
  ['a tag in another case', GOOD.replace('/3.14.2/', '/V3.14.2/'), 'other-tag'],
  ['the archive of another arch', GOOD.replace('s390x', 'ppc64le'), 'other-file'],
  ['a draft', GOOD.replace('/3.14.2/', '/untagged-0a1b2c/'), 'draft'],
  ['plain http', GOOD.replace('https:', 'http:'), 'not-https'],
  ['a file URL', 'file:///etc/passwd', 'not-https'],
  ['a user before the host', GOOD.replace('github.com', 'github.com@evil.com'), 'not-normal'],
  ['a user and a password', GOOD.replace('github.com', 'a:b@github.com'), 'not-normal'],
  ['a port', GOOD.replace('github.com', 'github.com:8443'), 'not-normal'],
  ['the default port', GOOD.replace('github.com', 'github.com:443'), 'not-normal'],
  ['a query', `${GOOD}?x=1`, 'not-normal'],
  ['an empty query', `${GOOD}?`, 'not-normal'],
  ['a fragment', `${GOOD}#x`, 'not-normal'],
  ['dot segments', GOOD.replace('download/', 'download/../../../evil/'), 'not-normal'],
  ['encoded dot segments', GOOD.replace('download/', 'download/%2e%2e/%2e%2e/'), 'not-normal'],
  ['an encoded slash', GOOD.replace('3.14.2/', '3.14.2%2F'), 'not-normal'],
  ['an encoded letter', GOOD.replace('python-versions', '%70ython-versions'), 'not-normal'],
  ['a line break, which URL parsers drop', GOOD.replace('3.14.2/', '3.14.2\n/'), 'not-normal'],
  ['a tab', GOOD.replace('3.14.2/', '3.14.2\t/'), 'not-normal'],
  ['a blank at the end', `${GOOD} `, 'not-normal'],
  ['backslashes', GOOD.replaceAll('/', '\\'), 'not-normal'],
  ['an upper-case host', GOOD.replace('github', 'GitHub'), 'not-normal'],
  ['a look-alike host', GOOD.replace('github', 'gіthub'), 'not-normal'],
  ['a look-alike host, encoded', GOOD.replace('github.com', 'xn--gthub-2ld.com'), 'foreign'],
  ['a doubled slash', GOOD.replace('/releases', '//releases'), 'not-a-release-asset'],
  ['a deeper path', `${GOOD}/x`, 'not-a-release-asset'],
  [
    'the archive of the source',
    'https://github.com/IBM/python-versions-pz/archive/main.tar.gz',
    'not-a-release-asset',
  ],
  ['no URL', 'python.tar.gz', 'not-a-url'],
  ['an endless URL', `${GOOD}${'x'.repeat(3000)}`, 'not-a-url'],
];

test.each(REFUSED)('%s is refused', (_what, url, code) => {
  expect(checkDownloadUrl(url, EXPECTED)).toMatchObject({ kind: 'refused', code });
});

test('a draft of another repository stays refused where drafts are allowed', () => {
  const url = GOOD.replace('IBM', 'evil').replace('/3.14.2/', '/untagged-0a1b2c/');
  expect(checkDownloadUrl(url, { ...EXPECTED, allowDraft: true })).toMatchObject({ code: 'foreign' });
});

test('a refusal shows the URL on one line', () => {
  expect(checkDownloadUrl('https://a\n::error::x', EXPECTED)).toMatchObject({
    message: expect.stringMatching(/^The download URL "https:\/\/a\\n::error::x" is no URL\.$/),
  });
});
