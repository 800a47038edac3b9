import { describe, expect, test } from 'vitest';
import { inputs } from '../src/inputs.ts';
import { definition, givenVersionFiles as given, LEG } from './given.ts';

describe('the inputs', () => {
  test('are those of action.yml', () => {
    expect(Object.keys(inputs)).toEqual(Object.keys(definition.inputs));
  });

  test('of a leg give its release, scope and names', () => {
    expect(given(LEG)).toMatchObject({
      source: { kind: 'files', globs: ['dist/*'] },
      release: { repository: 'IBM/python-versions-pz', tag: '3.14.2', version: '3.14.2' },
      scope: { arch: 'ppc64le', platform: 'linux', platform_version: '24.04' },
      upload: true,
    });
    expect(given(LEG)).not.toHaveProperty('inspection');
  });

  test('without a platform version stand for archives without one, when they are of a build', () => {
    expect(given({ ...LEG, 'platform-version': '' }).scope.platform_version).toBeNull();
    expect(given({ assets: '[]', tag: '3.14.2' }).scope).toEqual({});
  });

  test('take the version from the tag, or as it is given', () => {
    expect(given({ ...LEG, tag: 'v3.15.0-alpha.5', 'tag-prefix': 'v' }).release.version).toBe(
      '3.15.0-alpha.5',
    );
    expect(given({ ...LEG, tag: '3.14.2-20013', version: '3.14.2' }).release).toMatchObject({
      tag: '3.14.2-20013',
      version: '3.14.2',
    });
  });

  test('give the inspection its exemptions', () => {
    const step = { ...LEG, inspect: 'if-any', 'inspect-exempt': '**/testdata/**' };
    expect(given(step).inspection).toEqual({ mayHoldNone: true, exempt: ['**/testdata/**'] });
  });

  test('keep the matrix, with its lists as text', () => {
    const leg =
      '{"arch":"ppc64le","platform-version":"24.04","runner":["self-hosted","ppc64le"],"extra":null}';
    expect(given({ ...LEG, leg }).matrix).toEqual({
      arch: 'ppc64le',
      'platform-version': '24.04',
      runner: '["self-hosted","ppc64le"]',
    });
  });

  test('may go with a matrix that speaks of machines in other words, or of a flavour', () => {
    const leg = '{"arch":"amd64","platform":"ubuntu-24.04","platform-version":"noble"}';
    expect(given({ ...LEG, arch: 'x64', leg }).scope.arch).toBe('x64');
    expect(given({ ...LEG, arch: 'x64-freethreaded', leg: '{"arch":"x64"}' }).scope.arch).toBe(
      'x64-freethreaded',
    );
  });

  test('take the null that toJSON gives in a job without a matrix', () => {
    expect(given({ ...LEG, leg: 'null' }).matrix).toEqual({});
  });
});

describe('inputs are refused', () => {
  test.each([
    ['without any source', { tag: '3.14.2' }, /found none of them, expected exactly one/],
    ['with two sources', { ...LEG, assets: '[]' }, /found files and assets, expected exactly one/],
    ['for files without an arch', { ...LEG, arch: '' }, /arch, platform: found nothing/],
    ['for files without a platform', { ...LEG, platform: '' }, /arch, platform: found nothing/],
    ['with the arch of uname', { ...LEG, arch: 'x86_64' }, /arch: found "x86_64", expected x64, /],
    ['with an arch in upper case', { ...LEG, arch: 'PPC64LE' }, /arch: found "PPC64LE"/],
    ['with another platform', { ...LEG, platform: 'ubuntu' }, /platform: found "ubuntu", expected linux, /],
    ['with a platform version in words', { ...LEG, 'platform-version': 'noble' }, /numbers and dots/],
    ['with a tag that is no version', { ...LEG, tag: 'v3.14.2' }, /tag: .*without the leading "v"/],
    [
      'with a tag without its prefix',
      { ...LEG, 'tag-prefix': 'py-' },
      /expected the tag-prefix "py-" at its start/,
    ],
    ['with two numbers for a version', { ...LEG, version: '3.14' }, /version: .*all three numbers/],
    ['with build metadata', { ...LEG, version: '3.14.2+b1' }, /version: .*build metadata/],
    [
      'with a list to inspect',
      { assets: '[]', tag: '3.14.2', inspect: 'true' },
      /only files can be looked into/,
    ],
    ['with a bare name for a repository', { ...LEG, repository: 'python' }, /repository: .*owner\/name/],
    [
      'with a matrix of another arch',
      { ...LEG, leg: '{"arch":"s390x"}' },
      /arch: found "ppc64le", expected "s390x"/,
    ],
    [
      'with a matrix whose platform version lost its zero',
      { ...LEG, leg: '{"platform_version":24.1}' },
      /platform-version: found "24\.04", expected 24\.1/,
    ],
    [
      'with a matrix that is no object',
      { ...LEG, leg: '["ppc64le"]' },
      /leg: found "\[.*expected the values/,
    ],
    ['with a matrix that is no JSON', { ...LEG, leg: 'arch=ppc64le' }, /leg: found "arch=ppc64le"/],
    ['with half a yes', { ...LEG, upload: 'yes' }, /upload: found "yes", expected true or false/],
    ['with too many days', { ...LEG, 'retention-days': '999' }, /retention-days: .*from 1 to 400/],
    ['with an unknown inspection', { ...LEG, inspect: 'maybe' }, /inspect: .*true, false or if-any/],
  ])('%s', (_, step, message) => {
    expect(() => given(step)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(message) }),
    );
  });

  test('with a template that has no place for the arch', () => {
    expect(() => given({ ...LEG, 'name-template': 'python-{version}.tar.gz' })).toThrow(
      expect.objectContaining({ code: 'BAD_NAME_TEMPLATE' }),
    );
  });
});
