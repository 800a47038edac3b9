import { expect, test } from 'vitest';
import { parseLayout, pathOf } from '../src/index.ts';
import { report } from './real.ts';

const FILE = report('3.15.0-rc.1', 's390x');

test.each([
  ['root', 'versions-manifest.json'],
  ['version-arch', 'versions-manifests/3.15.0-rc.1-s390x.json'],
  ['{platform}/{platform_version}/{major}.{minor}/{arch}.json', 'linux/24.04/3.15/s390x.json'],
  ['manifests/all.json', 'manifests/all.json'],
])('%s puts a file into %s', (layout, path) => {
  expect(pathOf(parseLayout(layout), FILE)).toBe(path);
});

test('the root manifest may have another name', () => {
  expect(pathOf(parseLayout('root', 'data/python.json'), FILE)).toBe('data/python.json');
});

test('a file for every version of its platform has a path of its own', () => {
  const layout = parseLayout('{version}-{platform}-{platform_version}.json');
  expect(pathOf(layout, { version: '3.14.2', platform: 'darwin', arch: 'arm64' })).toBe(
    '3.14.2-darwin-any.json',
  );
});

test.each([
  ['../{version}.json', 'the segment ".."'],
  ['a/../../{version}.json', 'the segment ".."'],
  ['./{version}.json', 'the segment "."'],
  ['/etc/{version}.json', 'an empty segment'],
  ['a//{version}.json', 'an empty segment'],
  ['a\\{version}.json', 'characters in'],
  ['C:/{version}.json', 'characters in "C:"'],
  ['.git/{version}.json', 'the folder .git'],
  ['.GIT/hooks/{version}.json', 'the folder .git'],
  ['aux/{version}.json', 'a device on Windows'],
  ['con.json', 'a device on Windows'],
  ['Com1.{arch}.json', 'a device on Windows'],
  ['a./{version}.json', 'a dot at the end'],
  ['{version}.yml', 'no .json'],
  ['{version}', 'no .json'],
  ['', 'no .json'],
  ['{flavour}.json', 'the unknown place "{flavour}"'],
  ['{__proto__}.json', 'the unknown place "{__proto__}"'],
  [`${'a'.repeat(300)}.json`, 'more than 255'],
])('the path %s is refused with what is wrong in it', (path, why) => {
  expect(() => parseLayout(path)).toThrow(
    expect.objectContaining({ code: 'BAD_LAYOUT', message: expect.stringContaining(why) }),
  );
});

test.each([
  { ...FILE, version: '../../x' },
  { ...FILE, version: '3.1.0/..\\y' },
  { ...FILE, arch: 'a/b' },
  { ...FILE, platform: '__proto__' },
  { ...FILE, platform_version: '..' },
])('no path is made from values that nobody checked', (file) => {
  expect(() => pathOf(parseLayout('version-arch'), file)).toThrow(
    expect.objectContaining({ code: 'BAD_KEY' }),
  );
});
