import { memoryLog } from '@gatehouse/action-kit';
import { expect, test, vi } from 'vitest';
import { HANGS_AT, startHangingServer } from '../../../../tools/test/hanging-server.ts';
import { createGitHubClient } from '../src/index.ts';
import { clientOf, serve, WIDGETS } from './server.ts';

/** A client with the real clock. */
const client = (apiUrl: string, deadlineMs: number, send = fetch) =>
  createGitHubClient(
    { apiUrl, token: 'ghs_hush', name: 'test', remainingMs: () => deadlineMs },
    { fetch: send, log: memoryLog() },
  );

/** The tests' own limit is far below the 30 s that an attempt may take. */
const LIMIT = 5000;

test.each(HANGS_AT)(
  'H3: the deadline ends a request that hangs at: %s',
  async (at) => {
    await using server = await startHangingServer(at);
    await expect(client(server.url, 300).get('/repos/{owner}/{repo}', WIDGETS)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(
        /^GitHub could not be asked\. GET \/repos\/octo\/widgets: Gave up after/,
      ),
    });
    expect(server.requests()).toBe(1);
  },
  LIMIT,
);

test.each(HANGS_AT)(
  'H3: the deadline ends a POST that hangs at: %s',
  async (at) => {
    await using server = await startHangingServer(at);
    const sent = client(server.url, 300).send('post', '/repos/{owner}/{repo}/releases', {
      ...WIDGETS,
      tag_name: 'v1',
    });
    await expect(sent).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(server.requests()).toBe(1);
  },
  LIMIT,
);

test(
  'H3: the deadline ends a request whose fetch does not heed its signal',
  async () => {
    const deaf: typeof fetch = () => new Promise(() => {});
    await expect(
      client('https://api.example', 100, deaf).get('/repos/{owner}/{repo}', WIDGETS),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  },
  LIMIT,
);

test.each([0, -5000])('H3: with %i ms left nothing is sent', async (remainingMs) => {
  await using server = await serve(() => ({ body: {} }));
  const asked = clientOf(server.url, { remainingMs: () => remainingMs }).client.get(
    '/repos/{owner}/{repo}',
    WIDGETS,
  );
  await expect(asked).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('the deadline passed before it was sent'),
    hint: 'Set a longer deadline.',
  });
  expect(server.requests).toHaveLength(0);
});

test.each([
  new TypeError("Cannot read properties of undefined (reading 'url')"),
  new RangeError('Invalid array length'),
])('H16: %s of ours fails at once, as it is', async (bug) => {
  const broken = vi.fn<typeof fetch>().mockRejectedValue(bug);
  const { client: asking, clock } = clientOf('https://api.example', {}, 0, broken);
  const thrown = await asking.get('/repos/{owner}/{repo}', WIDGETS).catch((error: unknown) => error);
  expect(thrown).toBe(bug);
  expect({ calls: broken.mock.calls.length, pauses: clock.pauses }).toEqual({ calls: 1, pauses: [] });
});

test.each([
  'Error from intermediary with HTTP status code 403 "Forbidden"',
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
])('M9: a 403 %j is asked again', async (message) => {
  await using server = await serve((nth) =>
    nth === 1 ? { status: 403, body: { message } } : { body: { id: 7 } },
  );
  expect(await clientOf(server.url).client.get('/repos/{owner}/{repo}', WIDGETS)).toEqual({ id: 7 });
});

test('H2: a name that does not resolve is looked up a few times, not until the deadline', async () => {
  const cause = Object.assign(new Error('getaddrinfo ENOTFOUND api.example'), { code: 'ENOTFOUND' });
  const broken = vi.fn<typeof fetch>().mockRejectedValue(new TypeError('fetch failed', { cause }));
  const asked = clientOf('https://api.example', {}, 0, broken).client.get('/repos/{owner}/{repo}', WIDGETS);
  await expect(asked).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('getaddrinfo ENOTFOUND api.example'),
    hint: expect.stringContaining('set HTTPS_PROXY'),
  });
  expect(broken).toHaveBeenCalledTimes(4);
});
