import { describe, expect, it } from 'vitest';
import { planFloatingTags, tagOf } from '../src/index.ts';

const floating = ['{major}.{minor}', '{major}', 'latest'];

/** The floating tags that move to `version` where `tags` exist. */
function moved(version: string, tags: readonly string[], exact = '{version}'): readonly string[] {
  return planFloatingTags({ version, exact, floating, tags: { tags, complete: true } })
    .filter(({ action }) => action === 'move')
    .map(({ tag }) => tag);
}

describe('floating tags', () => {
  it.each([
    ['the first version', '1.0.0', [], ['1.0', '1', 'latest']],
    ['a patch of the newest line', '1.2.4', ['1.2.3', '1.1.9'], ['1.2', '1', 'latest']],
    ['a new line', '2.0.0', ['1.2.3'], ['2.0', '2', 'latest']],
    ['a patch of an older line', '1.1.10', ['1.2.3', '1.1.9'], ['1.1']],
    ['a patch of an older major', '1.9.1', ['2.0.0', '1.9.0'], ['1.9', '1']],
    ['a rebuild of the highest version', '1.2.3', ['1.2.3', '1.1.9'], ['1.2', '1', 'latest']],
    ['a repair build of an older version', '1.2.2', ['1.2.2', '1.2.3'], []],
    ['versions in the order of SemVer, not of text', '1.10.0', ['1.9.0', '1.2.0'], ['1.10', '1', 'latest']],
    ['a pre-release', '2.0.0-rc.1', ['1.2.3'], []],
    ['a release after its pre-release', '2.0.0', ['2.0.0-rc.9', '1.2.3'], ['2.0', '2', 'latest']],
    ['a higher pre-release', '1.2.4', ['1.3.0-rc.1', '1.2.3'], ['1.2', '1', 'latest']],
    [
      'tags that are no versions',
      '1.0.0',
      ['latest', '9', '9.9', 'sha256-abc', '2.0.0+x', 'v9.0.0'],
      ['1.0', '1', 'latest'],
    ],
  ])('move with %s (%s)', (_what, version, tags, expected) => {
    expect(moved(version, tags)).toEqual(expected);
  });

  it('of one variant do not see the versions of another', () => {
    const tags = ['v2.0.0', 'v1.2.3-alpine', 'v1.2.4-slim'];
    const plan = planFloatingTags({
      version: '1.2.4',
      exact: 'v{version}-alpine',
      floating: ['v{major}-alpine', 'alpine'],
      tags: { tags, complete: true },
    });
    expect(plan).toEqual([
      { tag: 'v1-alpine', action: 'move', reason: '1.2.4 is the highest version of v1-alpine.' },
      { tag: 'alpine', action: 'move', reason: '1.2.4 is the highest version of alpine.' },
    ]);
  });

  it('that stay name the version that is higher', () => {
    const plan = planFloatingTags({
      version: '1.2.2',
      exact: '{version}',
      floating: ['1.2'],
      tags: { tags: ['1.2.10', '1.2.3'], complete: true },
    });
    expect(plan).toEqual([
      { tag: '1.2', action: 'keep', reason: '1.2.10 is higher than 1.2.2, so 1.2 stays.' },
    ]);
  });

  it('are not decided on a part of the tags', () => {
    const request = {
      version: '1.0.0',
      exact: '{version}',
      floating,
      tags: { tags: ['0.9.0'], complete: false },
    };
    expect(() => planFloatingTags(request)).toThrow(expect.objectContaining({ code: 'INCOMPLETE_TAG_LIST' }));
  });

  it.each([
    ['1.0', '{version}', floating, 'INVALID_VERSION'],
    ['1.0.0', 'latest', floating, 'INVALID_TAG_TEMPLATE'],
    ['1.0.0', '{version}{version}', floating, 'INVALID_TAG_TEMPLATE'],
    ['1.0.0', '{version}', ['{mayor}'], 'INVALID_TAG_TEMPLATE'],
    ['1.0.0', '{version}', ['.{major}'], 'INVALID_TAG_TEMPLATE'],
  ])('of %s by %s and %j are refused', (version, exact, templates, code) => {
    const request = { version, exact, floating: templates, tags: { tags: [], complete: true } };
    expect(() => planFloatingTags(request)).toThrow(expect.objectContaining({ code }));
  });
});

it('a tag is made of its template', () => {
  expect(tagOf('v{version}-alpine', '1.2.3-rc.1')).toBe('v1.2.3-rc.1-alpine');
});
