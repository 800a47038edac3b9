import { inspect } from 'node:util';
import { memoryLog, registerSecret } from '@gatehouse/action-kit';
import { expect, test, vi } from 'vitest';
import { createGitHubClient } from '../src/index.ts';
import { type Reply, serve, stillClock, WIDGETS } from './server.ts';

const TOKEN = 'ghs_0123456789abcdef';
const PROXY_PASSWORD = 'proxy-pass-0123';
const SAID = `Bearer ${TOKEN} via http://corp:${PROXY_PASSWORD}@proxy:3128`;

/** Everything that can be seen of a request that fails: the error with all that hangs on it, and the log. */
async function shownOf(apiUrl: string, send = fetch): Promise<string> {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  registerSecret(PROXY_PASSWORD);
  const log = memoryLog();
  const client = createGitHubClient(
    { apiUrl, token: TOKEN, name: 'test', remainingMs: () => 60_000 },
    { fetch: send, log, clock: stillClock(0.5) },
  );
  const error = await client.get('/repos/{owner}/{repo}', WIDGETS).catch((thrown: unknown) => thrown);
  vi.restoreAllMocks();
  expect(error).toBeInstanceOf(Error);
  const { message, hint } = error as { message: string; hint?: string };
  return `${message} ${hint} ${log.lines.join()}`;
}

const SECRETS = new RegExp(`${TOKEN}|${PROXY_PASSWORD}`);

test.each<Reply>(
  [400, 401, 403, 404, 407, 409, 422, 429, 451, 500, 502, 503, 511].map((status) => ({
    status,
    body: { message: SAID },
  })),
)('H2: an answer with $status shows no token and no password of a proxy', async (reply) => {
  await using server = await serve(() => reply);
  expect(await shownOf(server.url)).not.toMatch(SECRETS);
});

test.each<readonly [string, Reply]>([
  ['no JSON', { body: SAID }],
  ['HTML', { status: 502, body: `<p>${SAID}</p>` }],
  ['a redirect elsewhere', { status: 302, headers: { location: `http://localhost:1/?key=${TOKEN}` } }],
])('H2: neither does %s', async (_name, reply) => {
  await using server = await serve(() => reply);
  expect(await shownOf(server.url)).not.toMatch(SECRETS);
});

test.each(['ENOTFOUND', 'ECONNRESET', 'ERR_PROXY_TUNNEL', 'CERT_HAS_EXPIRED'])(
  'H2: neither does a network that fails with %s',
  async (code) => {
    const cause = Object.assign(new Error(SAID), { code });
    const broken: typeof fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
    expect(await shownOf('https://api.example', broken)).not.toMatch(SECRETS);
  },
);

test('H2: the text of an answer does not hang on the error', async () => {
  await using server = await serve(() => ({ status: 503, body: { message: SAID } }));
  const client = createGitHubClient(
    { apiUrl: server.url, token: TOKEN, name: 'test', remainingMs: () => 60_000 },
    { fetch, log: memoryLog(), clock: stillClock(0.5), hide: (token) => registerSecret(token) },
  );
  const error = await client.get('/repos/{owner}/{repo}', WIDGETS).catch((thrown: unknown) => thrown);
  expect(inspect(error, { depth: 9 })).not.toContain(TOKEN);
});

test('H2: a redirect to another server takes no token along, nor is the key in its address shown', async () => {
  await using other = await serve(() => ({ body: {} }));
  await using server = await serve(() => ({ status: 302, headers: { location: `${other.url}/x?key=hush` } }));
  const shown = await shownOf(server.url);
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  expect(shown).not.toContain('hush');
});
