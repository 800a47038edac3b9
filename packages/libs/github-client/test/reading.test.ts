import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../src/address.ts';
import { ConditionalCache } from '../src/conditional.ts';

import { nextLink } from '../src/link.ts';
import { parsePermissions } from '../src/permission.ts';

describe('the header Link', () => {
  it.each([
    [null, undefined],
    ['', undefined],
    ['<https://x/?page=1>; rel="prev", <https://x/?page=3>; rel="next"', 'https://x/?page=3'],
    ['<https://x/?page=3>; rel=next', 'https://x/?page=3'],
    ['<https://x/?q=a,b;c>; rel="next"; title="t"', 'https://x/?q=a,b;c'],
    ['<https://x/?page=9>; rel="last"', undefined],
    ['<https://x/?rel="next">; rel="last"', undefined],
  ])('%j has the next page %j', (header, next) => {
    expect(nextLink(header)).toBe(next);
  });
});

describe('the header of accepted permissions', () => {
  it.each([
    [null, []],
    ['metadata=read', []],
    ['actions=read', [['actions: read']]],
    ['contents=read,metadata=read; administration=write', [['contents: read'], ['administration: write']]],
    ['pull_requests=write,issues=write', [['pull-requests: write', 'issues: write']]],
  ])('%j names %j', (header, permissions) => {
    expect(parsePermissions(header)).toEqual(permissions);
  });
});

it('no parameter leaves the path that it is put into', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'binary-ascii' }), (owner, ref) => {
      try {
        const { url } = addressOf('https://x/api/v3', '/repos/{owner}/git/ref/{ref}', { owner, ref });
        expect(url.pathname.split('/').slice(0, 4)).toEqual(['', 'api', 'v3', 'repos']);
        expect(url.pathname.split('/').slice(5, 7)).toEqual(['git', 'ref']);
        expect([url.search, url.hash, url.host]).toEqual(['', '', 'x']);
      } catch (error) {
        expect(error).toMatchObject({ code: 'INVALID_PARAMETER' });
      }
    }),
    {
      seed: 5,
      numRuns: 1000,
      examples: [
        ['..', 'a'],
        ['a', '%2e%2e'],
        ['a', 'b/../..'],
      ],
    },
  );
});

it('the memory of answers is bounded, the oldest go first', () => {
  const cache = new ConditionalCache();
  const answer = (text: string) => ({ etag: '"1"', text, link: null });
  for (let at = 0; at < 600; at++) cache.set(`${at}`, answer('x'));
  expect([cache.get('99'), cache.get('100')?.text]).toEqual([undefined, 'x']);
  cache.set('big', answer('x'.repeat(32 * 1024 * 1024)));
  expect([cache.get('599'), cache.get('big')?.text.length]).toEqual([undefined, 32 * 1024 * 1024]);
  cache.set('too big', answer('x'.repeat(32 * 1024 * 1024 + 1)));
  expect(cache.get('too big')).toBeUndefined();
});
