import type { IncomingMessage } from 'node:http';
import { quote } from '@gatehouse/action-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GitHubError } from '../src/index.ts';
import { clientOf, type Reply, serve, WIDGETS } from './server.ts';

const RUNS = '/repos/{owner}/{repo}/actions/runs';
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ id: from + at }));
const ids = (items: readonly { id: number | bigint }[]) => items.map(({ id }) => Number(id));

afterEach(() => void vi.useRealTimers());

describe('a request', () => {
  it('says who asks, in which version of the API, and bears the token', async () => {
    await using server = await serve(() => ({ body: {} }));
    await clientOf(server.url, { token: 'ghs_first' }).client.get('/repos/{owner}/{repo}', WIDGETS);
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'gatehouse/test',
      'x-github-api-version': '2022-11-28',
      accept: 'application/vnd.github+json',
      authorization: 'Bearer ghs_first',
    });
  });

  it('G44: goes to the API of a server of one’s own', async () => {
    await using server = await serve(() => ({ body: {} }));
    await clientOf(`${server.url}/api/v3`).client.get('/repos/{owner}/{repo}', WIDGETS);
    expect(server.requests[0]?.url).toBe('/api/v3/repos/octo/widgets');
  });

  it('keeps the slashes of a ref, and encodes those of an environment', async () => {
    await using server = await serve(() => ({ body: {} }));
    const { client } = clientOf(server.url);
    await client.get('/repos/{owner}/{repo}/git/ref/{ref}', { ...WIDGETS, ref: 'heads/a b/c#d' });
    await client.get('/repos/{owner}/{repo}/environments/{environment_name}', {
      ...WIDGETS,
      environment_name: 'pypi/prod',
    });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/repos/octo/widgets/git/ref/heads/a%20b/c%23d',
      '/repos/octo/widgets/environments/pypi%2Fprod',
    ]);
  });

  it.each(['..', '.', '', 'heads/../../../user', 'heads//main'])(
    'never leaves its endpoint by %j',
    async (ref) => {
      await using server = await serve(() => ({ body: {} }));
      const asked = clientOf(server.url).client.get('/repos/{owner}/{repo}/git/ref/{ref}', {
        ...WIDGETS,
        ref,
      });
      await expect(asked).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
      expect(server.requests).toHaveLength(0);
    },
  );

  it('leaves out what is undefined', async () => {
    await using server = await serve(() => ({ body: { workflow_runs: [] } }));
    const { client } = clientOf(server.url);
    await client.get(RUNS, { ...WIDGETS, head_sha: 'abc', ...({ event: undefined } as object) });
    expect(server.requests[0]?.url).toBe('/repos/octo/widgets/actions/runs?head_sha=abc');
  });

  it('with a method of its own sends a body, and takes an answer without one', async () => {
    await using server = await serve(() => ({ status: 204 }));
    const { client } = clientOf(server.url);
    await client.send('patch', '/repos/{owner}/{repo}/releases/{release_id}', {
      ...WIDGETS,
      release_id: 7,
      draft: false,
    });
    const gone = await client.send('delete', '/repos/{owner}/{repo}/releases/{release_id}', {
      ...WIDGETS,
      release_id: 7,
    });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PATCH /repos/octo/widgets/releases/7',
      'DELETE /repos/octo/widgets/releases/7',
    ]);
    expect([server.bodies, gone]).toEqual([['{"draft":false}', ''], undefined]);
  });
});

describe('an answer that is known', () => {
  const once = (nth: number): Reply =>
    nth === 1
      ? { headers: { etag: 'W/"1"', link: '<?page=2>; rel="next"' }, body: { workflow_runs: [{ id: 1 }] } }
      : { status: 304 };

  it('is asked for with its ETag, and used again after a 304', async () => {
    await using server = await serve(once);
    const { client } = clientOf(server.url);
    const first = await client.get(RUNS, WIDGETS);
    expect(await client.get(RUNS, WIDGETS)).toEqual(first);
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, 'W/"1"']);
    expect(client.usage()).toMatchObject({ requests: 2, notModified: 1 });
  });

  it('cannot be spoilt by who got it first', async () => {
    await using server = await serve(once);
    const { client } = clientOf(server.url);
    const first = await client.get(RUNS, WIDGETS);
    first.workflow_runs.pop();
    expect((await client.get(RUNS, WIDGETS)).workflow_runs).toHaveLength(1);
  });

  it('is another one in another media type', async () => {
    await using server = await serve((nth) => ({ headers: { etag: `"${nth}"` }, body: '"text"' }));
    const { client } = clientOf(server.url);
    await client.get(RUNS, WIDGETS);
    await client.getText(RUNS, WIDGETS, { accept: 'application/vnd.github.raw+json' });
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
  });

  it('keeps its next page', async () => {
    await using server = await serve((nth, { url }) =>
      url?.includes('page=2') ? { body: { workflow_runs: [{ id: 2 }] } } : once(nth === 3 ? 2 : nth),
    );
    const { client } = clientOf(server.url);
    const list = () => client.list(RUNS, WIDGETS, ({ workflow_runs }) => workflow_runs);
    await list();
    expect(ids((await list()).items)).toEqual([1, 2]);
  });
});

describe('a redirect', () => {
  it('within the server is followed: a repository was renamed', async () => {
    await using server = await serve((nth) =>
      nth === 1 ? { status: 301, headers: { location: '/repositories/7' } } : { body: { id: 7 } },
    );
    expect(await clientOf(server.url).client.get('/repos/{owner}/{repo}', WIDGETS)).toEqual({ id: 7 });
  });

  it.each([200, 404, 503])('to another server is not believed, nor asked again, with %i', async (status) => {
    await using other = await serve(() => ({ status, body: { id: 666 } }));
    await using server = await serve(() => ({ status: 302, headers: { location: `${other.url}/x` } }));
    const asked = clientOf(server.url).client.get('/repos/{owner}/{repo}', WIDGETS);
    await expect(asked).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining(`a redirect to ${quote(`${other.url}/x`)}`),
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a list', () => {
  const pages =
    (total: number) =>
    (_: number, { url = '' }: IncomingMessage): Reply => {
      const page = Number(new URL(url, 'http://x').searchParams.get('page') ?? 1);
      const next = `<${new URL(url, 'http://x').pathname}?per_page=100&page=${page + 1}>; rel="next", <?page=9>; rel="last"`;
      return {
        headers: page * 100 < total ? { link: next } : {},
        body: { total_count: total, workflow_runs: numbers(page * 100 - 99, Math.min(total, page * 100)) },
      };
    };

  it('is not whole when an item went while it was read, which moved another to a page before', async () => {
    await using server = await serve((_, { url = '' }) => {
      const isFirst = !url.includes('page=2');
      return {
        headers: isFirst ? { link: '</repos/octo/widgets/actions/runs?page=2>; rel="next"' } : {},
        body: isFirst
          ? { total_count: 5, workflow_runs: numbers(1, 3) }
          : { total_count: 4, workflow_runs: numbers(5, 5) },
      };
    });
    const listing = await clientOf(server.url).client.list(RUNS, WIDGETS, (page) => page.workflow_runs);
    expect(listing).toMatchObject({ complete: false });
  });

  it.each([0, 1, 100, 101, 300])('of %i comes whole', async (total) => {
    await using server = await serve(pages(total));
    const { items, complete } = await clientOf(server.url).client.list(
      RUNS,
      WIDGETS,
      (page) => page.workflow_runs,
    );
    expect([ids(items), complete]).toEqual([ids(numbers(1, total)), true]);
  });

  it('that is longer than the cap says so', async () => {
    await using server = await serve(pages(301));
    const { client } = clientOf(server.url);
    const { items, complete } = await client.list(RUNS, WIDGETS, (page) => page.workflow_runs, {
      maxPages: 3,
    });
    expect([items.length, complete, server.requests.length]).toEqual([300, false, 3]);
  });

  it('does not follow a page to another server, where the token would go along', async () => {
    await using server = await serve(() => ({
      headers: { link: '<https://evil.example/?page=2>; rel="next"' },
      body: [],
    }));
    const listed = clientOf(server.url).client.list('/user/repos', {}, (page) => page);
    await expect(listed).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining('"https://evil.example/?page=2"'),
    });
  });

  it('that is none is refused', async () => {
    await using server = await serve(() => ({ body: { message: 'hello' } }));
    const listed = clientOf(server.url).client.list(RUNS, WIDGETS, (page) => page.workflow_runs);
    await expect(listed).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });
});

const HOSTILE = 'x\n::set-output name=a::b ##[error]';

describe('a failure', () => {
  const fail = async (reply: Reply, what?: string, token = '') => {
    await using server = await serve(() => reply);
    const { client, log } = clientOf(server.url, { token, remainingMs: () => 100_000 }, 0.5);
    const options = what === undefined ? {} : { what };
    const error = await client
      .get('/repos/{owner}/{repo}', WIDGETS, options)
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof GitHubError)) throw new Error(`found ${quote(error)}`);
    return { error, asked: server.requests.length, log };
  };

  it.each([
    [401, {}, 'BAD_CREDENTIALS', /does not take the token/, /valid for this server/],
    [
      403,
      { 'x-accepted-github-permissions': 'actions=read' },
      'MISSING_PERMISSION',
      /may not use/,
      /Put "actions: read" under "permissions:"/,
    ],
    [
      403,
      { 'x-github-sso': 'required; url=https://x' },
      'MISSING_PERMISSION',
      /may not use/,
      /single sign-on/,
    ],
    [
      404,
      { 'x-accepted-github-permissions': 'contents=read,metadata=read; administration=write' },
      'NOT_FOUND',
      /has no the thing/,
      /Check the name.*lacks a permission\. Put "contents: read" under "permissions:"/,
    ],
    [
      403,
      { 'x-accepted-github-permissions': 'administration=read' },
      'MISSING_PERMISSION',
      /may not use/,
      /takes "administration: read", which the token of a job cannot have/,
    ],
    [404, {}, 'NOT_FOUND', /has no the thing, or this token may not see it/, /Check the name/],
    [409, {}, 'CONFLICT', /refuses the thing/, /^$/],
    [422, {}, 'UNPROCESSABLE', /refuses the thing/, /^$/],
    [451, {}, 'REFUSED', /refuses the thing/, /^$/],
  ] as const)('G29: with %i and %j is told at once as %s', async (status, headers, code, message, hint) => {
    const { error, asked } = await fail({ status, headers, body: { message: 'No' } }, 'the thing');
    expect([error.code, error.status, asked]).toEqual([code, status, 1]);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`GET /repos/octo/widgets answered ${status} "No"`);
    expect(error.hint ?? '').toMatch(hint);
  });

  it('with 502 is asked again until the time is up', async () => {
    const { error, asked } = await fail({ status: 502, body: '<html>Bad gateway</html>' });
    expect(error.code).toBe('UNAVAILABLE');
    expect(asked).toBeGreaterThan(2);
    expect(error.message).toContain('it answered 502 "<html>Bad gateway</html>"');
  });

  it('of the network is asked again, too', async () => {
    const server = await serve(() => ({}));
    await server[Symbol.asyncDispose]();
    const { client, clock } = clientOf(server.url, { remainingMs: () => 100_000 }, 0.5);
    await expect(client.get('/repos/{owner}/{repo}', WIDGETS)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(clock.pauses.length).toBeGreaterThan(2);
  });

  it('that is over at the third time is none', async () => {
    await using server = await serve((nth) => (nth < 3 ? { status: 503 } : { body: { id: 1 } }));
    const { client, log } = clientOf(server.url);
    expect(await client.get('/repos/{owner}/{repo}', WIDGETS)).toEqual({ id: 1 });
    expect(log.lines).toHaveLength(2);
  });

  it('of a POST of which nobody knows whether it was carried out is final', async () => {
    await using server = await serve(() => ({ status: 502 }));
    const sent = clientOf(server.url).client.send('post', '/repos/{owner}/{repo}/releases', {
      ...WIDGETS,
      tag_name: 'v1',
    });
    await expect(sent).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 502 });
    expect(server.requests).toHaveLength(1);
  });

  it('of a POST does not come of its taking long, for it may be carried out at last', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const slow: typeof fetch = (_, init) =>
      new Promise((resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        setTimeout(() => resolve(Response.json({ id: 7 }, { status: 201 })), 45_000);
      });
    const { client } = clientOf('https://api.example', {}, 0, slow);
    const sent = client.send('post', '/repos/{owner}/{repo}/releases', { ...WIDGETS, tag_name: 'v1' });
    await vi.advanceTimersByTimeAsync(45_000);
    expect(await sent).toEqual({ id: 7 });
  });

  it('by an answer that is far too large is told', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    const huge: typeof fetch = async () => new Response(ReadableStream.from(Array(65).fill(chunk)));
    const asked = clientOf('https://api.example', {}, 0, huge).client.get('/repos/{owner}/{repo}', WIDGETS);
    await expect(asked).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining('the answer has more than 67108864 bytes'),
    });
  });

  it('by a page that is no JSON says so', async () => {
    const { error } = await fail({ body: '<html>log in</html>' });
    expect(error.code).toBe('UNEXPECTED_ANSWER');
    expect(error.message).toContain('"<html>log in</html>", expected JSON');
  });

  it('never holds the token, even where the server says it', async () => {
    const token = 'ghs_0123456789abcdef';
    const { error, log } = await fail(
      { status: 503, body: { message: `unknown token ${token}` } },
      undefined,
      token,
    );
    expect(`${error.message} ${error.hint} ${JSON.stringify(log.lines)}`).not.toContain(token);
  });

  it.each([400, 200])(
    'holds no piece of a token that is longer than what is told of an answer with %i',
    async (status) => {
      const token = `ghs_${'0123456789abcdef'.repeat(30)}`;
      const { error, log } = await fail(
        { status, body: `<p>Authorization: Bearer ${token}` },
        undefined,
        token,
      );
      expect(`${error.message} ${error.hint} ${JSON.stringify(log.lines)}`).not.toContain(token.slice(0, 20));
    },
  );

  it('cannot begin a command to the runner', async () => {
    const { error } = await fail({ status: 404, body: { message: HOSTILE } });
    expect(error.message).not.toMatch(/\n|##\[/);
  });

  it('of the network cannot begin one, either', async () => {
    const broken: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: new Error(HOSTILE) });
    };
    const { client } = clientOf('https://api.example', {}, 0, broken);
    await expect(client.get('/repos/{owner}/{repo}', WIDGETS)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.not.stringMatching(/\n|##\[/),
    });
  });
});

it.each(['', 'api.github.com', 'ftp://x', 'https://user@x'])('an API at %j is refused', (apiUrl) => {
  expect(() => clientOf(apiUrl)).toThrowError(expect.objectContaining({ code: 'INVALID_API_URL' }));
});
