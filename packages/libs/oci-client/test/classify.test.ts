import { expect, it } from 'vitest';
import { parseGoDuration } from '../src/error/go-duration.ts';
import { retryAfterOf } from '../src/error/retry-after.ts';
import { classifyRefusal, digestOf, type Question, type RegistryFailureKind } from '../src/index.ts';

/** An answer as a registry gives it. */
interface Example {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly question?: Partial<Question>;
}

const errors = (code: string, message = '', detail?: unknown) =>
  JSON.stringify({ errors: [{ code, message, detail }] });
const html = {
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><title>Down for maintenance</title>',
};
const put = { question: { method: 'PUT' } };
const freshPut = { question: { method: 'PUT', freshness: 'just-written' } } as const;
const fresh = { question: { freshness: 'just-written' } } as const;
/** A digest in which a careless reader finds 401 and 403. */
const TRAP = `sha256:401403${'0'.repeat(58)}`;

const EXAMPLES: readonly (readonly [what: string, kind: RegistryFailureKind, example: Example])[] = [
  // Rate limits, in every dress.
  ['429', 'transient', { status: 429 }],
  [
    '429 of Docker Hub',
    'transient',
    { status: 429, body: errors('TOOMANYREQUESTS', 'You have reached your pull rate limit.') },
  ],
  [
    'GHCR: a secondary rate limit as 403',
    'transient',
    {
      status: 403,
      body: errors(
        'DENIED',
        'permission_denied: Error from intermediary with HTTP status code 403 "Forbidden": You have exceeded a secondary rate limit. Please wait.',
      ),
    },
  ],
  [
    'GHCR: its limit per minute',
    'transient',
    { status: 429, body: errors('TOOMANYREQUESTS', 'retry-after: 10.305464ms, allowed: 44000/minute') },
  ],
  [
    'ACR: the limit of its referrers API',
    'transient',
    { status: 429, body: errors('TOOMANYREQUESTS', 'exceeded the per-identity ListReferrers rate limit') },
  ],
  ['the code with another status', 'transient', { status: 400, body: errors('TOOMANYREQUESTS') }],
  // Outages.
  ...[408, 425, 499, 500, 502, 503, 504, 520, 522, 524].map(
    (status) => [`${status}`, 'transient', { status }] as const,
  ),
  ['an outage page with 403', 'transient', { status: 403, ...html }],
  ['an outage page with 404 is not "absent"', 'transient', { status: 404, ...html }],
  ['an outage page without a type', 'transient', { status: 404, body: '  <html><body>Bad gateway' }],
  [
    'Quay: read-only',
    'transient',
    {
      status: 405,
      body: JSON.stringify({
        errors: [
          {
            code: 'DENIED',
            message:
              'System is currently read-only. Pulls will succeed but all write operations are currently suspended.',
            detail: {},
          },
        ],
        is_readonly: true,
      }),
    },
  ],
  ['a lost upload', 'transient', { status: 404, body: errors('BLOB_UPLOAD_UNKNOWN'), ...put }],
  // Who asks.
  ['401', 'auth', { status: 401 }],
  ['401 with its code', 'auth', { status: 401, body: errors('UNAUTHORIZED', 'authentication required') }],
  ['401 with a page', 'auth', { status: 401, ...html }],
  [
    'Docker Hub: a repository that is private or missing',
    'denied',
    { status: 401, body: errors('DENIED', 'requested access to the resource is denied') },
  ],
  [
    'insufficient scope',
    'denied',
    { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://x",error="insufficient_scope"' } },
  ],
  ['403', 'denied', { status: 403, body: errors('DENIED', 'permission_denied: write_package') }],
  ['403 without a body', 'denied', { status: 403 }],
  ['404 that means denied', 'denied', { status: 404, body: errors('DENIED') }],
  // Tags that may not change.
  [
    'ECR: an immutable tag',
    'immutable',
    {
      status: 400,
      body: errors(
        'TAG_INVALID',
        "The image tag '1.0' already exists in the 'widgets' repository and cannot be overwritten because the repository is immutable.",
      ),
      ...put,
    },
  ],
  [
    'ECR: its newer words',
    'immutable',
    {
      status: 400,
      body: errors(
        'TAG_INVALID',
        "The image tag '1.0' already exists in the 'widgets' repository and cannot be overwritten because the tag is immutable.",
      ),
      ...put,
    },
  ],
  [
    'Quay: an immutable tag',
    'immutable',
    { status: 409, body: errors('TAG_IMMUTABLE', 'tag is immutable and cannot be overwritten'), ...put },
  ],
  [
    'Quay: a tag that exists',
    'immutable',
    { status: 409, body: errors('TAG_ALREADY_EXISTS', 'tag was already pushed'), ...put },
  ],
  [
    'Harbor: an immutable tag',
    'immutable',
    {
      status: 412,
      body: errors(
        'PRECONDITION',
        "Failed to process request due to 'library/widgets:1.0' configured as immutable.",
      ),
      ...put,
    },
  ],
  [
    'a read that speaks of immutability',
    'denied',
    { status: 403, body: errors('DENIED', 'the tag is immutable') },
  ],
  // Absence, and what only looks like it.
  [
    'MANIFEST_UNKNOWN',
    'absent',
    { status: 404, body: errors('MANIFEST_UNKNOWN', 'manifest unknown', { Tag: '1.0' }) },
  ],
  ['NAME_UNKNOWN', 'absent', { status: 404, body: errors('NAME_UNKNOWN') }],
  ['BLOB_UNKNOWN', 'absent', { status: 404, body: errors('BLOB_UNKNOWN') }],
  [
    '404 in plain text',
    'absent',
    { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' },
  ],
  ['404 without a body', 'absent', { status: 404 }],
  ['410', 'absent', { status: 410 }],
  [
    'a digest with 401 in it',
    'absent',
    { status: 404, body: errors('MANIFEST_UNKNOWN', `manifest ${TRAP} unknown`, { digest: TRAP }) },
  ],
  ['a digest with 401 in plain text', 'absent', { status: 404, body: `${TRAP}: not found` }],
  [
    'a repository called rate-limit',
    'absent',
    { status: 404, body: errors('NAME_UNKNOWN', 'repository secondary-rate-limit/is-immutable not known') },
  ],
  ['404 with another code', 'invalid', { status: 404, body: errors('UNSUPPORTED') }],
  [
    'a missing page at an address that not every registry has',
    'absent',
    { status: 404, ...html, question: { endpoint: 'optional' } },
  ],
  ['an outage page there', 'transient', { status: 503, ...html, question: { endpoint: 'optional' } }],
  // Not yet.
  [
    'MANIFEST_UNKNOWN of what was just written',
    'propagation',
    { status: 404, body: errors('MANIFEST_UNKNOWN'), ...fresh },
  ],
  [
    'ECR: children that it does not show yet',
    'propagation',
    {
      status: 404,
      body: errors(
        'UNKNOWN',
        `manifest blob unknown: Images with digests '[${TRAP}]' required for pushing image into repository with name 'widgets' in the registry with id '1' do not exist`,
      ),
      ...freshPut,
    },
  ],
  [
    'MANIFEST_BLOB_UNKNOWN of what was just written',
    'propagation',
    { status: 400, body: errors('MANIFEST_BLOB_UNKNOWN'), ...freshPut },
  ],
  [
    'Quay: two PUTs at once',
    'propagation',
    { status: 400, body: errors('MANIFEST_INVALID', 'manifest invalid'), ...freshPut },
  ],
  ['an overload of what was just written', 'transient', { status: 503, ...fresh }],
  ['a denial of what was just written', 'denied', { status: 403, ...fresh }],
  // Final.
  ['missing children', 'invalid', { status: 400, body: errors('MANIFEST_BLOB_UNKNOWN'), ...put }],
  ['MANIFEST_INVALID', 'invalid', { status: 400, body: errors('MANIFEST_INVALID'), ...put }],
  [
    'a repository that must exist before',
    'absent',
    {
      status: 404,
      body: errors('NAME_UNKNOWN', "The repository with name 'widgets' does not exist"),
      ...put,
    },
  ],
  ...[400, 405, 406, 413, 414, 415, 416, 431, 501, 505].map(
    (status) => [`${status}`, 'invalid', { status }] as const,
  ),
];

it.each(EXAMPLES)('%s is %s', (_what, kind, { status, headers = {}, body = '', question }) => {
  const refusal = { status, headers: new Headers(headers), body };
  expect(classifyRefusal(refusal, { method: 'GET', freshness: 'settled', ...question }).kind).toBe(kind);
});

it('a random digest in a message changes nothing', () => {
  for (let number = 0; number < 500; number++) {
    const body = errors('MANIFEST_UNKNOWN', `${digestOf(`${number}`)}: not found`);
    const refusal = { status: 404, headers: new Headers(), body };
    expect(classifyRefusal(refusal, { method: 'GET', freshness: 'settled' }).kind).toBe('absent');
  }
});

it.each([
  ['10.305464ms', 10.305464],
  ['1s', 1000],
  ['1m30s', 90_000],
  ['1h2m3.5s', 3_723_500],
  ['250µs', 0.25],
  ['250us', 0.25],
  ['12ns', 0.000012],
  ['', undefined],
  ['5', undefined],
  ['s', undefined],
  ['1s!', undefined],
  ['1 s', undefined],
])('the duration "%s" of Go has %s ms', (text, expected) => {
  const found = parseGoDuration(text);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(expected, 9);
});

it.each([
  ['seconds in the header', { 'retry-after': '30' }, '', 30_000],
  ['a date in the header', { 'retry-after': 'Tue, 01 Dec 2026 00:01:00 GMT' }, '', 60_000],
  ['a duration in the header', { 'retry-after': '12.5ms' }, '', 1000],
  [
    'a duration in the body',
    {},
    errors('TOOMANYREQUESTS', 'retry-after: 1m5s, allowed: 2000/minute'),
    65_000,
  ],
  [
    'a short duration in the body',
    {},
    errors('TOOMANYREQUESTS', 'retry-after: 10.305464ms, allowed: 44000/minute'),
    1000,
  ],
  ['seconds in the body', {}, 'Retry-After: 7', 7000],
  ['both', { 'retry-after': '2' }, 'retry-after: 9s', 9000],
  ['none', {}, 'slow down', undefined],
])('the pause that %s asks for', (_what, headers, body, expected) => {
  const now = Date.parse('2026-12-01T00:00:00Z');
  expect(
    retryAfterOf({ status: 429, headers: new Headers(headers as Record<string, string>), body }, now),
  ).toBe(expected);
});
