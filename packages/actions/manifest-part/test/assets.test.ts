import { describe, expect, test } from 'vitest';
import { readAssets } from '../src/assets.ts';
import { assetOf } from './asset-lists.ts';

const NAME = 'python-3.14.2-linux-24.04-ppc64le.tar.gz';
const read = (value: unknown, tag = '3.14.2') => readAssets(JSON.stringify(value), tag);

describe('a list of assets', () => {
  test('is read as the REST API gives it', () => {
    expect(read([assetOf(NAME, { digest: `sha256:${'ab'.repeat(32)}` })])).toEqual([
      {
        name: NAME,
        url: `https://github.com/IBM/python-versions-pz/releases/download/3.14.2/${NAME}`,
        sha256: 'ab'.repeat(32),
        size: 41_943_040,
        state: 'uploaded',
      },
    ]);
  });

  test('is found inside a release', () => {
    expect(read({ tag_name: '3.14.2', draft: false, assets: [assetOf(NAME)] })).toHaveLength(1);
  });

  test('is taken from the release of the tag when there are many', () => {
    const releases = [
      { tag_name: '3.14.3', assets: [assetOf('other.tar.gz')] },
      { tag_name: '3.14.2', assets: [assetOf(NAME)] },
    ];
    expect(read(releases).map(({ name }) => name)).toEqual([NAME]);
  });

  test('is read as "gh release view --json assets,tagName" prints it', () => {
    const url = `https://github.com/IBM/python-versions-pz/releases/download/3.14.2/${NAME}`;
    const asset = { apiUrl: 'https://api.github.com/…', name: NAME, state: 'uploaded', size: 7, url };
    expect(read({ assets: [asset], tagName: '3.14.2' })).toEqual([
      { name: NAME, url, size: 7, state: 'uploaded' },
    ]);
  });

  test('may lack digests, as those of old releases do', () => {
    expect(read([assetOf(NAME, { digest: null })])[0]).not.toHaveProperty('sha256');
  });

  test('may be empty, which is for the plan to judge', () => {
    expect(read([])).toEqual([]);
  });

  test('may begin with a byte order mark', () => {
    expect(readAssets(Buffer.from(`\ufeff${JSON.stringify([assetOf(NAME)])}`), '3.14.2')).toHaveLength(1);
  });
});

describe('what is no list of assets', () => {
  test.each([
    ['the page of a proxy', '<html><body>502 Bad Gateway</body></html>'],
    ['a cut text', '[{"name": "python'],
    ['nothing', ''],
    ['an asset with the same key twice', `[{"name":"a","name":"b"}]`],
    ['a text in UTF-16', Buffer.from('[]', 'utf16le')],
    ['very deep nesting', '['.repeat(100_000)],
  ])('is refused: %s', (_, json) => {
    expect(() => readAssets(json, '3.14.2')).toThrow(expect.objectContaining({ code: 'BAD_ASSET_LIST' }));
  });

  test.each([
    ['null', null, /as a whole it is null/],
    ['an answer with an error', { message: 'Not Found', status: '404' }, /at "assets" it is undefined/],
    ['names alone', [NAME], /at "0" it is "python/],
    ['an asset without a name', [{ ...assetOf(NAME), name: undefined }], /at "0\.name" it is undefined/],
    ['a name with a line break', [assetOf('a\n::error::b')], /at "0\.name" it is "a\\n::error::b"/],
    ['a size in words', [assetOf(NAME, { size: '7 MB' })], /at "0\.size" it is "7 MB"/],
    ['a digest of another kind', [assetOf(NAME, { digest: 'md5:1' })], /at "0\.digest" it is "md5:1"/],
    ['a broken release among good ones', [{ tag_name: '3.14.2', assets: 3 }], /at "0\.assets" it is 3/],
  ])('is refused: %s', (_, value, message) => {
    expect(() => read(value)).toThrow(message);
  });

  test('is the release of another tag', () => {
    expect(() => read({ tag_name: '3.14.1', assets: [] })).toThrow(
      /No release has the tag "3\.14\.2"; found "3\.14\.1"/,
    );
  });

  test('are two releases of one tag', () => {
    const draft = { tag_name: '3.14.2', draft: true, assets: [] };
    expect(() => read([draft, draft])).toThrow(/2 releases have the tag/);
  });

  test('leaves every prototype as it was', () => {
    const json = `[{"name":"a","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}]`;
    try {
      readAssets(json, '3.14.2');
    } catch {
      // Refusing is as good as reading here.
    }
    expect({}).not.toHaveProperty('polluted');
  });
});
