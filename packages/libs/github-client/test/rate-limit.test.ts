import { describe, expect, it } from 'vitest';
import { clientOf, type Reply, serve, WIDGETS } from './server.ts';

const DATE = 'Thu, 01 Jan 2026 00:00:00 GMT';
const NOW_S = Date.UTC(2026, 0, 1) / 1000;
const OK: Reply = { body: { full_name: 'octo/widgets' } };

/** Asks once, while the server refuses with each of `replies` before it gives in. */
async function pausesAfter(...replies: readonly Reply[]): Promise<readonly number[]> {
  await using server = await serve((nth) => replies[nth - 1] ?? OK);
  const { client, clock } = clientOf(server.url);
  expect(await client.get('/repos/{owner}/{repo}', WIDGETS)).toMatchObject({ full_name: 'octo/widgets' });
  return clock.pauses;
}

describe('G28: a rate limit', () => {
  it('with Retry-After is over when it says', async () => {
    expect(await pausesAfter({ status: 403, headers: { 'retry-after': '5' } })).toEqual([5000]);
    expect(await pausesAfter({ status: 429, headers: { 'retry-after': '7' } })).toEqual([7000]);
  });

  it('without a word of when is at least a minute long, and longer each time', async () => {
    expect(await pausesAfter({ status: 429 }, { status: 429 }, { status: 429 })).toEqual([
      60_000, 120_000, 240_000,
    ]);
  });

  it('of the secondary kind is told by its message', async () => {
    const body = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };
    expect(await pausesAfter({ status: 403, body })).toEqual([60_000]);
  });

  it('of the primary kind ends a second after its reset', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_S + 20), date: DATE };
    expect(await pausesAfter({ status: 403, headers })).toEqual([21_000]);
  });

  it('is measured by the clock of the server that told its reset', async () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW_S + 3600 + 20),
      date: 'Thu, 01 Jan 2026 01:00:00 GMT',
    };
    expect(await pausesAfter({ status: 429, headers })).toEqual([21_000]);
  });

  it.each([
    ['whose pause is none', { 'retry-after': '0' }],
    ['whose date has passed', { 'retry-after': 'Wed, 31 Dec 2025 23:59:59 GMT', date: DATE }],
    [
      'whose reset has passed',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_S - 99), date: DATE },
    ],
    ['whose reset is now', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_S), date: DATE }],
  ])('%s is without a word of when', async (_what, headers) => {
    for (const status of [403, 429]) {
      expect(await pausesAfter({ status, headers }, { status, headers })).toEqual([60_000, 120_000]);
    }
  });

  it('that asks for no pause, again and again, is given up when there is no time for one', async () => {
    await using server = await serve(() => ({ status: 429, headers: { 'retry-after': '0' } }));
    const { client } = clientOf(server.url, { remainingMs: () => 8000 });
    await expect(client.get('/repos/{owner}/{repo}', WIDGETS)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('that lasts longer than there is time is given up at once, by its name', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_S + 3000), date: DATE };
    await using server = await serve(() => ({ status: 403, headers }));
    const { client, clock } = clientOf(server.url, { remainingMs: () => 600_000 });
    await expect(client.get('/repos/{owner}/{repo}', WIDGETS)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 403,
      message: expect.stringMatching(
        /^GitHub's primary rate limit stands in the way.*3001 s, more than the 600 s left/,
      ),
    });
    expect(clock.pauses).toEqual([]);
  });

  it('that is over is not blamed for what comes after it', async () => {
    await using server = await serve((nth) => ({ status: nth === 1 ? 429 : 502 }));
    const { client } = clientOf(server.url, { remainingMs: () => 200_000 }, 0.5);
    await expect(client.get('/repos/{owner}/{repo}', WIDGETS)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      status: 502,
    });
  });

  it('lets a POST be sent again, since it was not carried out', async () => {
    await using server = await serve((nth) =>
      nth === 1 ? { status: 429 } : { status: 201, body: { id: 1 } },
    );
    const { client } = clientOf(server.url);
    await client.send('post', '/repos/{owner}/{repo}/releases', { ...WIDGETS, tag_name: 'v1' });
    expect(server.bodies).toEqual(['{"tag_name":"v1"}', '{"tag_name":"v1"}']);
    expect(client.usage().rateLimited).toBe(1);
  });

  it('holds back the requests behind it', async () => {
    await using server = await serve((nth) => (nth === 1 ? { status: 429 } : OK));
    const { client } = clientOf(server.url);
    await Promise.all([
      client.get('/repos/{owner}/{repo}', WIDGETS),
      client.get('/repos/{owner}/{repo}', { owner: 'octo', repo: 'gears' }),
    ]);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/repos/octo/widgets',
      '/repos/octo/widgets',
      '/repos/octo/gears',
    ]);
  });
});

it('a 403 without any sign of a limit is a matter of permissions, and is not asked again', async () => {
  await using server = await serve(() => ({
    status: 403,
    body: { message: 'Resource not accessible by integration' },
  }));
  const { client } = clientOf(server.url);
  await expect(client.get('/repos/{owner}/{repo}', WIDGETS)).rejects.toMatchObject({
    code: 'MISSING_PERMISSION',
  });
  expect(server.requests).toHaveLength(1);
});
