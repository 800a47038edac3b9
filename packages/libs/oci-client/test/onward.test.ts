import { json, route, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import { digestOf, OCI_INDEX, parseRepository } from '../src/index.ts';
import { isLoopback, isPrivateHost } from '../src/transport/address.ts';
import { onwardUrl } from '../src/transport/onward.ts';
import { testClient } from './client.ts';

const PUBLIC = new URL('https://registry.example.com/v2/');

describe('a public registry', () => {
  it.each([
    ['http', 'http://auth.example.com/token', 'is not encrypted'],
    ['this machine', 'https://127.0.0.1/token', 'private network'],
    ['this machine by name', 'https://localhost/token', 'private network'],
    ['this machine in IPv6', 'https://[::1]/token', 'private network'],
    ['this machine as a number', 'https://2130706433/token', 'private network'],
    ['this machine in IPv6 clothes', 'https://[::ffff:127.0.0.1]/token', 'private network'],
    ['a private network', 'https://10.1.2.3/token', 'private network'],
    ['another private network', 'https://172.31.0.1/token', 'private network'],
    ['a home network', 'https://192.168.1.1/token', 'private network'],
    ['the metadata of a cloud', 'https://169.254.169.254/token', 'private network'],
    ['the metadata by name', 'https://metadata.google.internal/token', 'private network'],
    ['a local name', 'https://printer.local/token', 'private network'],
    ['a unique local address', 'https://[fd00::1]/token', 'private network'],
    ['a file', 'file:///etc/passwd', 'not an http address'],
    ['a script', 'javascript:alert(1)', 'not an http address'],
    ['a user in the address', 'https://user:pass@auth.example.com/token', 'user name or password'],
    ['nonsense', 'https://', 'not an http address'],
  ])('may not lead to %s', (_what, target, why) => {
    expect(() => onwardUrl(PUBLIC, target, 'its token service')).toThrow(why);
  });

  it.each([
    ['/token', 'https://registry.example.com/token'],
    ['https://auth.docker.io/token', 'https://auth.docker.io/token'],
    ['https://8.8.8.8/token', 'https://8.8.8.8/token'],
  ])('may lead to %s', (target, expected) => {
    expect(onwardUrl(PUBLIC, target, 'its token service').href).toBe(expected);
  });

  it('gets no credential sent to a realm in a private network', async () => {
    const asked: string[] = [];
    const client = testClient({
      credential: { kind: 'basic', username: 'u', password: 'sesame-8' },
      fetch: async (url) => {
        asked.push(`${url}`);
        return new Response('', {
          status: 401,
          headers: { 'www-authenticate': 'Bearer realm="https://169.254.169.254/x"' },
        });
      },
    });
    await expect(client.listTags(parseRepository('registry.example.com/a'))).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(asked).toEqual(['https://registry.example.com/v2/a/tags/list?n=1000']);
  });
});

it('a registry in a private network may lead to one', () => {
  expect(onwardUrl(new URL('http://127.0.0.1:5000/v2/'), 'http://127.0.0.1:5001/token', 'x').port).toBe(
    '5001',
  );
  expect(
    onwardUrl(new URL('https://registry.corp.internal/v2/'), 'https://auth.corp.internal/', 'x').hostname,
  ).toBe('auth.corp.internal');
});

it.each([
  ['127.0.0.1', true, true],
  ['127.9.9.9', true, true],
  ['localhost', true, true],
  ['x.localhost', true, true],
  ['[::1]', true, true],
  ['10.0.0.1', true, false],
  ['100.64.1.1', true, false],
  ['172.32.0.1', false, false],
  ['notlocalhost', false, false],
  ['example.com', false, false],
  ['internal.example.com', false, false],
])('%s is private: %s, this machine: %s', (host, isPrivate, isOwn) => {
  expect({ private: isPrivateHost(host), own: isLoopback(host) }).toEqual({ private: isPrivate, own: isOwn });
});

describe('a redirect', () => {
  const config = Buffer.from('{"os":"linux"}');
  const blob = { digest: digestOf(config), size: config.length };
  const at = (url: string) => parseRepository(`${new URL(url).host}/acme/widgets`);
  const path = `/v2/acme/widgets/blobs/${blob.digest}`;
  const token = [
    route('GET', '/token', () => json(200, { token: 'secret-token-1' })),
    route('GET', '/v2/acme/widgets/tags/list', () =>
      json(401, {}, { 'www-authenticate': 'Bearer realm="/token"' }),
    ),
  ];

  it('to another host is followed without the credential', async () => {
    await using storage = await startStage({
      routes: [route('GET', '/storage', () => ({ status: 200, body: config }))],
    });
    const guarded = route('GET', '/v2/acme/widgets/blobs/:digest', ({ headers }) =>
      headers.authorization === 'Bearer secret-token-1'
        ? { status: 307, headers: { location: `${storage.url}/storage?sig=x` } }
        : json(401, {}, { 'www-authenticate': 'Bearer realm="/token"' }),
    );
    await using stage = await startStage({ routes: [guarded, ...token] });
    expect(Buffer.from(await testClient().readBlob(at(stage.url), blob, 1000))).toEqual(config);
    expect(storage.journal).toMatchObject([{ path: '/storage?sig=***' }]);
    expect(storage.journal[0]?.authorization).toBeUndefined();
    expect(stage.journal.at(-1)?.authorization).toBe('Bearer ***');
  });

  it('to another host that asks for a credential gets none', async () => {
    await using storage = await startStage({
      routes: [route('GET', '/storage', () => json(401, {}, { 'www-authenticate': 'Basic realm="x"' }))],
    });
    await using stage = await startStage({
      routes: [route('GET', path, () => ({ status: 307, headers: { location: `${storage.url}/storage` } }))],
    });
    const client = testClient({ credential: { kind: 'basic', username: 'u', password: 'sesame-9' } });
    await expect(client.readBlob(at(stage.url), blob, 1000)).rejects.toMatchObject({ kind: 'auth' });
    expect(storage.journal).toHaveLength(1);
  });

  it('without an end is an error', async () => {
    await using stage = await startStage({
      routes: [route('GET', path, () => ({ status: 302, headers: { location: path } }))],
    });
    await expect(testClient().readBlob(at(stage.url), blob, 1000)).rejects.toThrow(
      'redirects more than 5 times',
    );
    expect(stage.journal).toHaveLength(6);
  });

  it('of a write is an error', async () => {
    const move = route('PUT', '/v2/acme/widgets/manifests/:name', () => ({
      status: 307,
      headers: { location: '/elsewhere' },
    }));
    await using stage = await startStage({ routes: [move] });
    const content = { mediaType: OCI_INDEX, bytes: Buffer.from('{}') };
    await expect(testClient().putManifest(at(stage.url), { kind: 'tag', tag: 'x' }, content)).rejects.toThrow(
      'redirects PUT',
    );
  });
});
