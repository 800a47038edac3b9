import { expect, test } from 'vitest';
import { readOffer } from '../src/available.ts';
import { entry, manifestOf, sample, upstreamText } from './manifests.ts';

const offer = (entries: readonly unknown[]) => readOffer(JSON.stringify(entries), '"here"');
const versions = (text: string) => readOffer(text, '"here"').ranked.map(({ version }) => version);

test('the real upstream manifest offers 248 versions, 52 of them free-threaded', () => {
  const { ranked, ignored } = readOffer(upstreamText, '"upstream"');
  expect(ranked).toHaveLength(248);
  expect(ranked.filter(({ freethreaded }) => freethreaded)).toHaveLength(52);
  expect(ignored).toEqual({ withoutVersion: 0, notSemver: 0, repeated: 0 });
});

test.each([
  [
    'a stable version stands above its release candidates',
    ['3.11.0-rc.1', '3.11.0'],
    ['3.11.0', '3.11.0-rc.1'],
  ],
  [
    'a release candidate stands above a beta',
    ['3.10.0-beta.2', '3.10.0-rc.1'],
    ['3.10.0-rc.1', '3.10.0-beta.2'],
  ],
  ['a beta stands above an alpha', ['3.10.0-alpha.1', '3.10.0-beta.1'], ['3.10.0-beta.1', '3.10.0-alpha.1']],
  [
    'a patch of two digits stands above one',
    ['3.10.5', '3.10.2', '3.10.10', '3.10.1'],
    ['3.10.10', '3.10.5', '3.10.2', '3.10.1'],
  ],
  ['a minor of two digits stands above one', ['3.9.20', '3.10.0'], ['3.10.0', '3.9.20']],
  [
    'large numbers count as numbers',
    ['3.13.0', '999.999.999', '10.0.0'],
    ['999.999.999', '10.0.0', '3.13.0'],
  ],
])('%s', (_, given, ranked) => {
  expect(versions(manifestOf(...given))).toEqual(ranked);
});

test('rc.10 stands above rc.2, which get_python_version turns round by negating the number', () => {
  const given = ['3.10.0-rc.1', '3.10.0-rc.5', '3.10.0-rc.2', '3.10.0-rc.10'];
  expect(versions(manifestOf(...given))).toEqual([
    '3.10.0-rc.10',
    '3.10.0-rc.5',
    '3.10.0-rc.2',
    '3.10.0-rc.1',
  ]);
});

test.each<[string, unknown, object]>([
  ['an empty version', { version: '' }, { withoutVersion: 1 }],
  ['no version', { stable: true }, { withoutVersion: 1 }],
  ['a number for a version', { version: 3.13 }, { withoutVersion: 1 }],
  ['nothing but null', null, { withoutVersion: 1 }],
  ['a version with a sign of unicode', entry('3.13.0✓'), { notSemver: 1 }],
  ['a version of two numbers', entry('3.13'), { notSemver: 1 }],
  ['a version in the spelling of PEP 440', entry('3.13.0rc1'), { notSemver: 1 }],
  ['a version with build metadata', entry('3.12.0+1'), { notSemver: 1 }],
  ['a version that leads out of a folder', entry('../../etc'), { notSemver: 1 }],
  ['a version that is listed already', entry('3.12.0'), { repeated: 1 }],
])('an entry with %s is left out and counted', (_, bad, counted) => {
  const { ranked, ignored } = offer([bad, entry('3.12.0')]);
  expect(ranked.map(({ version }) => version)).toEqual(['3.12.0']);
  expect(ignored).toEqual({ withoutVersion: 0, notSemver: 0, repeated: 0, ...counted });
});

test.each<[string, string]>([
  ['an empty list', '[]'],
  ['null', 'null'],
  ['a text', '"not a list"'],
  ['an answer of the API', '{"message":"Not Found"}'],
  ['nothing', ''],
  ['an error page', '<!DOCTYPE html><title>502</title>'],
  ['a manifest that is cut off', manifestOf(...sample).slice(0, -20)],
  ['no usable entry', '[{"stable":true},{"version":""}]'],
  ['an entry whose files are no list, as in 4df41f4', JSON.stringify([{ ...entry('3.8.5'), files: {} }])],
  ['an entry without files', '[{"version":"3.8.5","stable":true}]'],
  ['a stable that is a text', JSON.stringify([{ ...entry('3.8.5'), stable: 'true' }])],
  [
    'a file without a URL',
    JSON.stringify([{ ...entry('3.8.5'), files: [{ filename: 'a', arch: 'x64', platform: 'linux' }] }]),
  ],
])('a manifest that holds %s is refused', (_, text) => {
  expect(() => readOffer(text, '"here"')).toThrow('The manifest "here" cannot be planned from');
});
