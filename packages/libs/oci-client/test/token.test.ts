import { memoryLog } from '@gatehouse/action-kit';
import { json, type Route, route, type StageRequest, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import { type Credential, createRegistryClient, parseRepository } from '../src/index.ts';
import { keychainOf, testClient } from './client.ts';
import { quickClock } from './clock.ts';

const USER: Credential = { kind: 'basic', username: 'octo', password: 'sesame-7' };
const TAGS = { name: 'acme/widgets', tags: ['1.0'] };

/** A registry whose token service gives `token-1`, `token-2` …, of which only the newest is good. */
function guarded(
  options: { readonly accepts?: (request: StageRequest) => boolean; readonly expiresIn?: number } = {},
) {
  const { accepts = () => true, expiresIn = 300 } = options;
  const asked: { query: string; authorization: string | undefined; form: string }[] = [];
  let issued = 0;
  const token = (request: StageRequest) => {
    const { url, headers, body } = request;
    asked.push({
      query: decodeURIComponent(url.search),
      authorization: headers.authorization,
      form: body.toString(),
    });
    if (!accepts(request))
      return json(401, { errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] });
    issued += 1;
    return json(200, { token: `token-${issued}`, expires_in: expiresIn });
  };
  const routes: Route[] = [
    route('GET', '/token', token),
    route('POST', '/token', token),
    route('GET', '/v2/acme/widgets/tags/list', ({ headers }) => {
      if (issued > 0 && headers.authorization === `Bearer token-${issued}`) return json(200, TAGS);
      const challenge = 'Bearer realm="/token",service="the registry",scope="repository:acme/widgets:pull"';
      return json(401, { errors: [{ code: 'UNAUTHORIZED' }] }, { 'www-authenticate': challenge });
    }),
  ];
  const revoke = () => {
    issued += 1;
  };
  return { routes, asked, revoke };
}

const at = (url: string) => parseRepository(`${new URL(url).host}/acme/widgets`);

describe('a token', () => {
  it('is asked for with what the registry names, and used from then on', async () => {
    const service = guarded();
    await using stage = await startStage({ routes: service.routes });
    const client = testClient({ credential: USER });
    expect(await client.listTags(at(stage.url))).toMatchObject({ tags: ['1.0'] });
    expect(await client.listTags(at(stage.url))).toMatchObject({ tags: ['1.0'] });
    expect(service.asked).toEqual([
      {
        query: '?service=the+registry&scope=repository:acme/widgets:pull',
        authorization: `Basic ${Buffer.from('octo:sesame-7').toString('base64')}`,
        form: '',
      },
    ]);
    expect(stage.journal.map(({ path, status }) => `${status} ${path.split('?')[0]}`)).toEqual([
      '401 /v2/acme/widgets/tags/list',
      '200 /token',
      '200 /v2/acme/widgets/tags/list',
      '200 /v2/acme/widgets/tags/list',
    ]);
  });

  it('is asked for without a credential where none is known', async () => {
    const service = guarded();
    await using stage = await startStage({ routes: service.routes });
    expect(await testClient().listTags(at(stage.url))).toMatchObject({ complete: true });
    expect(service.asked).toMatchObject([{ authorization: undefined }]);
  });

  it('is got for an identity token by POST, as OAuth 2 has it', async () => {
    const service = guarded();
    await using stage = await startStage({ routes: service.routes });
    await testClient({ credential: { kind: 'identity-token', token: 'refresh-1' } }).listTags(at(stage.url));
    const form = new URLSearchParams(service.asked[0]?.form);
    expect(service.asked).toHaveLength(1);
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'gatehouse',
      service: 'the registry',
      scope: 'repository:acme/widgets:pull',
    });
  });

  it('that was revoked is renewed once', async () => {
    const service = guarded();
    await using stage = await startStage({ routes: service.routes });
    const client = testClient({ credential: USER });
    await client.listTags(at(stage.url));
    service.revoke();
    expect(await client.listTags(at(stage.url))).toMatchObject({ complete: true });
    expect(service.asked).toHaveLength(2);
  });

  it('that a registry keeps rejecting is not asked for again and again', async () => {
    const service = guarded();
    const reject = route('GET', '/v2/acme/widgets/tags/list', () =>
      json(401, {}, { 'www-authenticate': 'Bearer realm="/token"' }),
    );
    await using stage = await startStage({ routes: [reject, ...service.routes] });
    await expect(testClient({ credential: USER }).listTags(at(stage.url))).rejects.toMatchObject({
      kind: 'auth',
    });
    expect(service.asked).toHaveLength(1);
  });

  it('is shared by requests at the same time', async () => {
    const service = guarded();
    await using stage = await startStage({ routes: service.routes });
    const client = testClient({ credential: USER });
    await client.listTags(at(stage.url));
    service.revoke();
    await Promise.all(Array.from({ length: 5 }, () => client.listTags(at(stage.url))));
    expect(service.asked).toHaveLength(2);
  });

  it('is renewed before it expires', async () => {
    const service = guarded({ expiresIn: 60 });
    await using stage = await startStage({ routes: service.routes });
    const clock = quickClock();
    const client = createRegistryClient(
      { name: 'test' },
      { fetch, log: memoryLog(), keychain: keychainOf(USER), clock },
    );
    await client.listTags(at(stage.url));
    await clock.sleep(54_000);
    await client.listTags(at(stage.url));
    expect(service.asked).toHaveLength(1);
    await clock.sleep(2000);
    await client.listTags(at(stage.url));
    expect(service.asked).toHaveLength(2);
  });

  it('that the service refuses is an error of the credential, without it', async () => {
    const service = guarded({ accepts: () => false });
    await using stage = await startStage({ routes: service.routes });
    const failed = testClient({ credential: USER }).listTags(at(stage.url));
    await expect(failed).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringContaining('a token for'),
    });
    await expect(failed).rejects.toMatchObject({ message: expect.not.stringContaining('sesame') });
  });

  it('from a service that is overloaded is asked for later', async () => {
    const service = guarded();
    await using stage = await startStage({
      routes: service.routes,
      faults: [{ kind: 'status', status: 503, retryAfter: 3, on: { path: '/token', nth: 1 } }],
    });
    const client = testClient({ credential: USER });
    expect(await client.listTags(at(stage.url))).toMatchObject({ complete: true });
    expect(client.pauses).toEqual([3500]);
  });

  it('service that is not there does not mean that the image is not', async () => {
    const service = guarded();
    await using stage = await startStage({ routes: service.routes.slice(2) });
    await expect(testClient().listTags(at(stage.url))).rejects.toMatchObject({ kind: 'auth', status: 404 });
  });

  it.each([
    ['no token', json(200, { expires_in: 1 })],
    ['a line end in it', json(200, { token: 'a\r\nx-evil: 1' })],
    ['a web page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>log in' }],
  ])('service that answers with %s is an error', async (_what, answer) => {
    const service = guarded();
    await using stage = await startStage({
      routes: [route('GET', '/token', () => answer), ...service.routes],
    });
    await expect(testClient().listTags(at(stage.url))).rejects.toMatchObject({ kind: 'transient' });
  });

  it('service that leads elsewhere is not followed', async () => {
    const service = guarded();
    await using elsewhere = await startStage({ routes: service.routes });
    const lead = route('GET', '/token', () => ({
      status: 302,
      headers: { location: `${elsewhere.url}/token` },
    }));
    await using stage = await startStage({ routes: [lead, ...service.routes] });
    await expect(testClient({ credential: USER }).listTags(at(stage.url))).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(elsewhere.journal).toEqual([]);
  });
});

describe('Basic', () => {
  const basic = (header: string) => [
    route('GET', '/v2/acme/widgets/tags/list', ({ headers }) =>
      headers.authorization === header
        ? json(200, TAGS)
        : json(401, {}, { 'www-authenticate': 'Basic realm="x"' }),
    ),
  ];

  it('is used where the registry asks for it, as Amazon ECR does', async () => {
    await using stage = await startStage({
      routes: basic(`Basic ${Buffer.from('octo:sesame-7').toString('base64')}`),
    });
    expect(await testClient({ credential: USER }).listTags(at(stage.url))).toMatchObject({ complete: true });
  });

  it('that is rejected, or missing, is an error that says so', async () => {
    await using stage = await startStage({ routes: basic('Basic x') });
    const client = testClient({ credential: USER });
    await expect(client.listTags(at(stage.url))).rejects.toMatchObject({ kind: 'auth', status: 401 });
    // Now that it is known that Basic is wanted, it goes with the first request.
    await expect(client.listTags(at(stage.url))).rejects.toThrow('rejected the user name or the password');
    await expect(testClient().listTags(at(stage.url))).rejects.toThrow('none is known');
  });
});

it('a registry token is used as it is, and never exchanged', async () => {
  const service = guarded();
  const open = route('GET', '/v2/acme/widgets/tags/list', ({ headers }) =>
    headers.authorization === 'Bearer ready-1' ? json(200, TAGS) : json(401, {}),
  );
  await using stage = await startStage({ routes: [open, ...service.routes] });
  const client = (token: string) => testClient({ credential: { kind: 'registry-token', token } });
  expect(await client('ready-1').listTags(at(stage.url))).toMatchObject({ complete: true });
  await expect(client('other-1').listTags(at(stage.url))).rejects.toMatchObject({ kind: 'auth' });
  expect(service.asked).toEqual([]);
});
