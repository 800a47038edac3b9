import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Fault, type JournalEntry, json, type Route, route, startStage } from '../src/index.ts';

/** A counter that one may read and raise, so that a test sees what was done behind a lost answer. */
function counter() {
  const state = { count: 0 };
  const routes = [
    route('POST', '/count', () => {
      state.count += 1;
      return json(201, state);
    }),
    route('GET', '/count', () => json(200, state)),
  ];
  return { state, routes };
}

const echo = route('GET', '/repos/:owner/:repo/git/ref/*ref', ({ params }) => json(200, params));

describe('a route', () => {
  it('captures decoded segments, and with a star everything to the end', async () => {
    await using stage = await startStage({ routes: [echo] });
    const answer = await fetch(`${stage.url}/repos/octo/a%2Fb/git/ref/heads/main`);
    expect(await answer.json()).toEqual({ owner: 'octo', repo: 'a/b', ref: 'heads/main' });
  });

  it('takes the named groups of a regular expression', async () => {
    const path = /^\/crates\/(?<name>[a-z]+)$/;
    const routes: Route[] = [{ method: 'GET', path, handle: ({ params }) => json(200, params) }];
    await using stage = await startStage({ routes });
    expect(await (await fetch(`${stage.url}/crates/serde`)).json()).toEqual({ name: 'serde' });
  });

  it.each([
    ['another method', 'POST', '/repos/o/r/git/ref/x'],
    ['a longer path', 'GET', '/repos/o/r/git/refs/x'],
    ['a path that decodes to nothing', 'GET', '/repos/%zz/r/git/ref/x'],
    ['a dot for a slash', 'GET', '/repos/o/r/git.ref/x'],
  ])('does not answer %s, and the journal says so', async (_what, method, path) => {
    await using stage = await startStage({ routes: [echo] });
    expect((await fetch(stage.url + path, { method })).status).toBe(404);
    expect(stage.journal[0]?.problem).toBe(`no route for ${method} ${path}`);
  });

  it('sees the body, the query and the headers', async () => {
    const seen = route('POST', '/seen', (request) =>
      json(200, [request.json(), request.body.length, request.query.get('a'), request.headers['x-b']]),
    );
    await using stage = await startStage({ routes: [seen] });
    const init = { method: 'POST', body: '{"x":1}', headers: { 'X-B': '2' } };
    expect(await (await fetch(`${stage.url}/seen?a=3`, init)).json()).toEqual([{ x: 1 }, 7, '3', '2']);
  });

  it('may answer with a stream', async () => {
    const body = () => Readable.from(['one ', 'two']);
    const routes = [route('GET', '/stream', () => ({ status: 200, body: body() }))];
    await using stage = await startStage({ routes });
    expect(await (await fetch(`${stage.url}/stream`)).text()).toBe('one two');
  });

  it('that throws is a 500 to the client, and its stack stands in the journal', async () => {
    const routes = [
      route('GET', '/broken', () => {
        throw new Error('a bug in the stage');
      }),
    ];
    await using stage = await startStage({ routes });
    const answer = await fetch(`${stage.url}/broken`);
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('a bug')]);
    expect(stage.journal[0]?.problem).toContain('a bug in the stage');
  });
});

describe('a fault', () => {
  /** Plays one POST after another and tells each status, `none` for a broken connection. */
  async function post(fault: Fault, times: number) {
    const service = counter();
    await using stage = await startStage({ routes: service.routes, faults: [fault] });
    const answers: (number | 'none')[] = [];
    for (let time = 0; time < times; time += 1) {
      const answer = fetch(`${stage.url}/count`, { method: 'POST' });
      answers.push(
        await answer.then(
          ({ status }) => status,
          () => 'none',
        ),
      );
    }
    return { answers, count: service.state.count, journal: stage.journal };
  }

  it('answers with its status in place of the service', async () => {
    const fault: Fault = { kind: 'status', status: 503, on: { path: '/count', nth: [1, 2] } };
    expect(await post(fault, 3)).toMatchObject({ answers: [503, 503, 201], count: 1 });
  });

  it('breaks the connection before the work', async () => {
    expect(await post({ kind: 'drop', on: { nth: 1 } }, 2)).toMatchObject({
      answers: ['none', 201],
      count: 1,
    });
  });

  it('breaks the connection after the work', async () => {
    const fault: Fault = { kind: 'lost-answer', on: { method: 'POST', nth: 1 } };
    expect(await post(fault, 2)).toMatchObject({ answers: ['none', 201], count: 2 });
  });

  it('without nth strikes every time', async () => {
    expect(await post({ kind: 'drop', on: {} }, 3)).toMatchObject({ answers: ['none', 'none', 'none'] });
  });

  it('leaves other requests alone', async () => {
    const fault: Fault = { kind: 'drop', on: { method: 'GET' } };
    expect(await post(fault, 1)).toMatchObject({ answers: [201] });
  });

  it('stands in the journal', async () => {
    const { journal } = await post({ kind: 'drop', on: { nth: 2 } }, 2);
    expect(journal.map(({ status, fault }) => [status, fault])).toEqual([
      [201, undefined],
      ['none', 'drop'],
    ]);
  });

  it('says in Retry-After when to come again', async () => {
    const fault: Fault = {
      kind: 'status',
      status: 429,
      retryAfter: 7,
      on: {},
      body: '{"message":"slow down"}',
    };
    await using stage = await startStage({ routes: [], faults: [fault] });
    const answer = await fetch(stage.url);
    expect([answer.headers.get('retry-after'), await answer.json()]).toEqual(['7', { message: 'slow down' }]);
  });

  it('delays the answer, and the work is done', async () => {
    const service = counter();
    await using stage = await startStage({ routes: service.routes });
    stage.fault({ kind: 'delay', ms: 60, on: {} });
    await fetch(`${stage.url}/count`, { method: 'POST' });
    expect(service.state.count).toBe(1);
    expect(stage.journal[0]?.durationMs).toBeGreaterThan(50);
  });

  it('that delays for an hour does not hold up the end of the stage', async () => {
    const stage = await startStage({ routes: [], faults: [{ kind: 'delay', ms: 3_600_000, on: {} }] });
    const answer = fetch(stage.url).catch((error: Error) => error.name);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await stage.close();
    expect(await answer).toBe('TypeError');
  });
});

describe('the journal', () => {
  it.each([
    ['Bearer ghs_secret', 'Bearer ***'],
    ['token ghs_secret', 'token ***'],
    ['Basic c2VjcmV0', 'Basic ***'],
    ['ghs_secret', '***'],
  ])('shows of "%s" no more than "%s"', async (authorization, shown) => {
    await using stage = await startStage({ routes: [] });
    await fetch(stage.url, { headers: { authorization } });
    expect(stage.journal[0]?.authorization).toBe(shown);
  });

  it('holds a request before its client has the answer, and tells it at once', async () => {
    const told: JournalEntry[] = [];
    await using stage = await startStage({
      routes: counter().routes,
      journal: (entry) => void told.push(entry),
    });
    await fetch(`${stage.url}/count?sig=secret&page=2`);
    expect(stage.journal).toMatchObject([{ method: 'GET', path: '/count?sig=***&page=2', status: 200 }]);
    expect(told).toEqual(stage.journal);
  });
});

it('a closed stage has freed its port', async () => {
  const stage = await startStage({ routes: [] });
  await stage.close();
  await expect(fetch(stage.url)).rejects.toThrow('fetch failed');
});
