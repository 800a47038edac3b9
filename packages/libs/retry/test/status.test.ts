import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyResponse, parseRetryAfter } from '../src/index.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const respond = (status: number, headers: Record<string, string> = {}, text = '') =>
  classifyResponse({ status, headers: new Headers(headers), text }, NOW);

describe('a response', () => {
  it.each([408, 425, 429, 500, 502, 503, 504, 507, 520, 522, 525, 529, 599])(
    'with %i is transient',
    (status) => {
      expect(respond(status)).toMatchObject({ kind: 'transient', reason: `http-${status}` });
    },
  );

  it.each([400, 401, 403, 404, 407, 409, 410, 422, 451, 501, 505, 506, 508, 510, 511, 526])(
    'with %i is final',
    (status) => {
      expect(respond(status)).toEqual({ kind: 'final', reason: `http-${status}` });
    },
  );

  it('tells how long to stay away', () => {
    expect(respond(503, { 'retry-after': '7' })).toMatchObject({ retryAfterMs: 7000 });
  });

  it('with 403 and a time to come back is a rate limit', () => {
    expect(respond(403, { 'retry-after': '60' })).toMatchObject({ kind: 'transient', retryAfterMs: 60_000 });
  });

  it.each([
    'Error from intermediary with HTTP status code 403 "Forbidden"',
    'denied: permission_denied: Error from intermediary with HTTP status code 403 "Forbidden"',
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    'You have triggered an abuse detection mechanism.',
  ])('M9: with 403 and %j is transient', (text) => {
    expect(respond(403, {}, text)).toMatchObject({ kind: 'transient', reason: 'http-403' });
  });

  it.each([
    'Resource not accessible by integration',
    'Must have admin rights to Repository.',
    'an intermediary refuses',
    '',
  ])('with 403 and %j is final', (text) => {
    expect(respond(403, {}, text)).toEqual({ kind: 'final', reason: 'http-403' });
  });

  it.each([401, 404, 422])('with %i stays final whatever its body says', (status) => {
    expect(respond(status, {}, 'Error from intermediary; secondary rate limit').kind).toBe('final');
  });

  it('with 404 stays final whatever its Retry-After', () => {
    expect(respond(404, { 'retry-after': '60' }).kind).toBe('final');
  });
});

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    [' 120 ', 120_000],
    ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
    ['Friday, 02-Jan-26 03:05:05 GMT', 60_000],
    ['Fri Jan  2 03:05:05 2026', 60_000],
    ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
  ])('%j asks for %i ms', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([undefined, null, '', '-1', '1.5', '1e3', 'soon', '2026-01-02', 'Fri, 99 Foo', '99999999999'])(
    '%j asks for nothing that can be read',
    (value) => {
      expect(parseRetryAfter(value, NOW)).toBeUndefined();
    },
  );

  it('is never negative and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const ms = parseRetryAfter(value, NOW) ?? 0;
        return ms >= 0;
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
