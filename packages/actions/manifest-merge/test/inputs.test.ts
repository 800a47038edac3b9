import { isActionError } from '@gatehouse/action-kit';
import { expect, test } from 'vitest';
import { givenMerge as given, type Step } from './given.ts';

/** The code and the message with which these lines are refused. */
function refusal(step: Step): string {
  try {
    given(step);
  } catch (thrown) {
    if (isActionError(thrown)) return `${thrown.code} ${thrown.message}`;
    throw thrown;
  }
  return 'nothing was refused';
}

test('the defaults write one root manifest with git', () => {
  expect(given({})).toMatchObject({
    partsDir: undefined,
    expected: undefined,
    policy: { kind: 'require-all' },
    allowEmpty: false,
    rules: {
      layout: { kind: 'root', path: 'versions-manifest.json' },
      finalNewline: 'keep',
      repository: 'octo/pythons',
      onPublished: 'merge-files',
      onOlderRun: 'error',
      repair: false,
    },
    refresh: undefined,
    writer: { mode: 'git', branch: undefined, signOff: false, deadlineMs: 600_000, dryRun: false },
  });
});

test.each([
  ['["3.14.2 / linux / 24.04 / s390x", "3.14.2 / win32 / x64"]'],
  ['3.14.2 / linux / 24.04 / s390x\n\n3.14.2 / win32 / x64\n'],
])('the expected keys are a JSON list or one a line: %j', (expected) => {
  expect(given({ expected }).expected).toEqual(['3.14.2 / linux / 24.04 / s390x', '3.14.2 / win32 / x64']);
});

test('a plan that expects nothing is not the same as no plan', () => {
  expect([given({ expected: '[]' }).expected, given({ expected: '' }).expected]).toEqual([[], undefined]);
});

test.each([
  [{ expected: '["3.14.2"]' }, 'INVALID_INPUT expected: found "[\\"3.14.2\\"]", expected keys such as'],
  [{ expected: '{"3.14.2 / win32 / x64": true}' }, 'INVALID_INPUT expected: found'],
  [{ expected: '["3.14.2 / win32 / x64"' }, 'INVALID_INPUT expected: found'],
  [{ policy: 'at-least: 0' }, 'INVALID_INPUT policy: found "at-least: 0"'],
  [{ layout: '../{version}.json' }, 'BAD_LAYOUT'],
  [{ layout: '{tag}.json' }, 'BAD_LAYOUT'],
  [{ manifest: '/etc/manifest.json' }, 'BAD_LAYOUT'],
  [{ 'name-template': 'python-{version}.tar.gz' }, 'BAD_NAME_TEMPLATE'],
  [{ repository: 'pythons' }, 'INVALID_INPUT repository: found "pythons", expected owner/name'],
  [{ branch: '--all' }, 'INVALID_INPUT branch: found "--all"'],
  [{ 'author-name': 'Bot <x>' }, 'INVALID_INPUT author-name'],
  [{ 'author-email': 'a b' }, 'INVALID_INPUT author-email'],
  [{ unexpected: 'leave' }, 'INVALID_INPUT unexpected: found "leave" without expected'],
  [{ writer: 'api' }, 'INVALID_INPUT token: found nothing, expected a token'],
  [{ 'upstream-manifest': 'http://example.com/m.json', layout: 'version-arch' }, 'INVALID_LOCATION'],
  [
    { 'upstream-manifest': 'upstream.json' },
    'INVALID_INPUT layout: found manifests at "versions-manifest.json", expected them below own-manifests "versions-manifests"',
  ],
  [
    { 'upstream-manifest': 'upstream.json', layout: 'own/{version}.json' },
    'INVALID_INPUT layout: found manifests at "own/{version}.json"',
  ],
])('%j is refused: %s', (step, said) => {
  expect(refusal(step as Step)).toContain(said);
});

test('all mistakes are told at once', () => {
  const said = refusal({ policy: 'most', repair: 'yes', deadline: '10' });
  expect(said.match(/found "/g)).toHaveLength(3);
});

test('a folder of own manifests may be given with a slash at its end', () => {
  const step = {
    'upstream-manifest': 'u.json',
    layout: 'own/{version}.json',
    'own-manifests': 'own/',
  };
  expect(given(step).refresh).toMatchObject({ own: 'own', manifest: 'versions-manifest.json' });
});
