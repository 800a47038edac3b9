import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { memoryLog } from '@gatehouse/action-kit';
import { expect, test } from 'vitest';
import { readPublished } from '../src/published.ts';
import { fixture } from './manifests.ts';

const ibm = 'ibm-python-versions-pz';

async function write(content: unknown) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'published-'));
  const path = join(folder.path, 'manifest.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { path, [Symbol.asyncDispose]: () => folder.remove() };
}

const file = (changes: object = {}) => ({
  filename: 'python-3.14.2-linux-24.04-ppc64le.tar.gz',
  arch: 'ppc64le',
  platform: 'linux',
  platform_version: '24.04',
  download_url: 'https://example.com/python-3.14.2-linux-24.04-ppc64le.tar.gz',
  ...changes,
});

test('the 140 manifests of the source publish 260 keys; the 20 files of its 10 corrupt manifests do not count', async () => {
  const published = await readPublished([`${fixture(ibm)}/versions-manifests/*.json`], memoryLog());
  expect([published.manifests, published.keys.size, published.damaged]).toEqual([140, 260, 20]);
});

test('in a manifest polluted by Trivy only the archives count', async () => {
  const { keys, damaged } = await readPublished(
    [fixture(`${ibm}/polluted/3.14.2-ppc64le.json`)],
    memoryLog(),
  );
  expect([...keys]).toEqual(['3.14.2 / linux / 24.04 / ppc64le', '3.14.2 / linux / 22.04 / ppc64le']);
  expect(damaged).toBe(6);
});

test('a platform version of null is one that is not there', async () => {
  await using manifest = await write([{ version: '3.14.2', files: [file({ platform_version: null })] }]);
  const { keys } = await readPublished([manifest.path], memoryLog());
  expect([...keys]).toEqual(['3.14.2 / linux / ppc64le']);
});

test.each([
  ['a scan report', { filename: 'trivy-python-3.14.2-linux-24.04-ppc64le-vuln.json' }],
  ['an arch from the wrong place', { arch: '22.04' }],
  ['a platform from the wrong place', { platform: 'alpha.1' }],
  ['a platform version that is a number', { platform_version: 24.04 }],
])('a file with %s does not hide a missing build', async (_, changes) => {
  await using manifest = await write([{ version: '3.14.2', files: [file(changes)] }]);
  const log = memoryLog();
  const { keys, damaged, unsound } = await readPublished([manifest.path], log);
  expect({ keys: keys.size, damaged, unsound: unsound.length }).toEqual({ keys: 0, damaged: 1, unsound: 1 });
  expect(log.lines).toHaveLength(2);
});

test.each(['{oops', 'null', '{"version":"3.14.2"}', '[null]', '[{"version":"3.14.2","files":{}}]'])(
  'a published manifest that holds %s is refused and named',
  async (content) => {
    await using manifest = await write(content);
    await expect(readPublished([manifest.path], memoryLog())).rejects.toMatchObject({
      code: 'BAD_MANIFEST',
      message: expect.stringContaining('manifest.json'),
    });
  },
);

test('a path that is not there is refused', async () => {
  await expect(readPublished(['no/such/manifest.json'], memoryLog())).rejects.toMatchObject({
    code: 'NO_SUCH_FILE',
  });
});

test('a glob that matches nothing publishes nothing, and says so', async () => {
  const log = memoryLog();
  const { keys } = await readPublished(['no/such/*.json'], log);
  expect([keys.size, log.lines]).toEqual([0, [expect.stringContaining('matches no file: "no/such/*.json"')]]);
});

test('M2: the corrupt manifests are named, as manifest-merge names them', async () => {
  const log = memoryLog();
  const { unsound } = await readPublished([`${fixture(ibm)}/versions-manifests/*.json`], log);
  const names = unsound.map(({ path }) => basename(path));
  const corrupt = [1, 2, 3, 4, 5].flatMap((alpha) =>
    ['22.04', '24.04'].map((platform) => `3.15.0-alpha.${alpha}-${platform}.json`),
  );
  expect(names.toSorted()).toEqual(corrupt);
  expect(unsound[0]).toMatchObject({ errors: 7, first: expect.stringContaining('stable') });
  expect(log.lines.filter((line) => line.includes('3.15.0-alpha.'))).toHaveLength(10);
});

test('M4: every published manifest that is not one is named', async () => {
  await using one = await write('{oops');
  await using other = await write('[null]');
  await expect(readPublished([one.path, other.path], memoryLog())).rejects.toMatchObject({
    code: 'BAD_MANIFEST',
    message: expect.stringMatching(/2 published manifests.*manifest\.json.*manifest\.json/),
  });
});
