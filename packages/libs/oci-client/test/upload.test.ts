import { route, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import { type ContentSource, digestOf, OCI_MANIFEST, parseManifest, parseRepository } from '../src/index.ts';
import { testClient } from './client.ts';

const at = (url: string) => parseRepository(`${new URL(url).host}/acme/widgets`);
const blobs = ['the configuration', 'the layer'].map((text) => Buffer.from(text));
const described = blobs.map((bytes, number) => ({
  mediaType: `x/${number}`,
  digest: digestOf(bytes),
  size: bytes.length,
}));
const manifest = Buffer.from(
  JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, config: described[0], layers: [described[1]] }),
);
const root = { mediaType: OCI_MANIFEST, digest: digestOf(manifest) };

/** A source in memory whose streams `spoil` may spoil. */
function memorySource(spoil: (bytes: Buffer, opened: number) => Buffer = (bytes) => bytes): ContentSource {
  let opened = 0;
  return {
    name: 'memory',
    repository: undefined,
    manifest: async () => parseManifest(manifest, OCI_MANIFEST, 'memory'),
    blob: async () => new Uint8Array(),
    open:
      ({ digest }) =>
      async () => {
        const bytes = blobs.find((one) => digestOf(one) === digest) ?? Buffer.alloc(0);
        return new Blob([new Uint8Array(spoil(bytes, ++opened))]).stream();
      },
  };
}

/** A registry that takes uploads, each of which needs its own session. */
function uploads(options: { readonly location?: (origin: string, session: number) => string } = {}) {
  const { location = (_, session) => `/v2/acme/widgets/blobs/uploads/${session}?state=x` } = options;
  const kept = new Map<string, Buffer>();
  const open = new Set<string>();
  let sessions = 0;
  const routes = [
    route('HEAD', '/v2/acme/widgets/blobs/:digest', ({ params }) => ({
      status: kept.has(params.digest) ? 200 : 404,
    })),
    route('POST', '/v2/acme/widgets/blobs/uploads/', ({ url }) => {
      open.add(`${++sessions}`);
      return { status: 202, headers: { location: location(url.origin, sessions) } };
    }),
    route('PUT', '/v2/acme/widgets/blobs/uploads/:session', ({ params, query, body }) => {
      const digest = query.get('digest') ?? '';
      if (!open.delete(params.session))
        return { status: 404, body: '{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}' };
      if (digestOf(body) !== digest || query.get('state') !== 'x')
        return { status: 400, body: '{"errors":[{"code":"DIGEST_INVALID"}]}' };
      kept.set(digest, body);
      return { status: 201 };
    }),
    route('HEAD', '/v2/acme/widgets/manifests/:name', () => ({ status: 404 })),
    route('GET', '/v2/acme/widgets/manifests/:name', () => ({ status: 404 })),
    route('PUT', '/v2/acme/widgets/manifests/:name', ({ params, body }) => {
      kept.set(params.name, body);
      return { status: 201 };
    }),
  ];
  return { routes, kept };
}

describe('an upload', () => {
  it('has its length in its header and its session in its address', async () => {
    const registry = uploads();
    const lengths: (string | undefined)[] = [];
    const note = { method: 'PUT', path: '/v2/acme/widgets/blobs/uploads/:session' };
    const routes = registry.routes.map((one) =>
      one.method === note.method && one.path === note.path
        ? {
            ...one,
            handle: (request: Parameters<typeof one.handle>[0]) => {
              lengths.push(request.headers['content-length']);
              return one.handle(request);
            },
          }
        : one,
    );
    await using stage = await startStage({ routes });
    expect(await testClient().copyImage(memorySource(), root, at(stage.url))).toEqual({
      manifests: 1,
      blobs: { present: 0, mounted: 0, uploaded: 2 },
    });
    expect([...registry.kept.keys()].sort()).toEqual(
      [...described.map(({ digest }) => digest), root.digest].sort(),
    );
    expect(lengths.sort()).toEqual(blobs.map(({ length }) => `${length}`).sort());
  });

  it.each([
    ['an overload', { kind: 'status', status: 503 }],
    ['a broken connection', { kind: 'drop' }],
    ['a lost answer', { kind: 'lost-answer' }],
    ['a lost session', { kind: 'status', status: 404, body: '{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}' }],
  ] as const)('begins anew after %s', async (_what, fault) => {
    const registry = uploads();
    await using stage = await startStage({
      routes: registry.routes,
      faults: [{ ...fault, on: { method: 'PUT', path: '/v2/acme/widgets/blobs/uploads/:session', nth: 1 } }],
    });
    await testClient().copyImage(memorySource(), root, at(stage.url));
    expect(registry.kept.size).toBe(3);
    expect(stage.journal.filter(({ method }) => method === 'POST')).toHaveLength(3);
  });

  it('whose source breaks once begins anew, and no wrong byte arrives', async () => {
    const registry = uploads();
    await using stage = await startStage({ routes: registry.routes });
    await testClient().copyImage(
      memorySource((bytes, opened) => (opened === 1 ? bytes.subarray(1) : bytes)),
      root,
      at(stage.url),
    );
    expect(registry.kept.size).toBe(3);
  });

  it.each([
    ['other bytes', (bytes: Buffer) => Buffer.alloc(bytes.length, 'x')],
    ['fewer bytes', (bytes: Buffer) => bytes.subarray(1)],
    ['more bytes', (bytes: Buffer) => Buffer.concat([bytes, bytes])],
  ])('whose source has %s fails, and the registry has nothing', async (_what, spoil) => {
    const registry = uploads();
    await using stage = await startStage({ routes: registry.routes });
    await expect(testClient().copyImage(memorySource(spoil), root, at(stage.url))).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(registry.kept.has(root.digest)).toBe(false);
  });

  it('carries the credential of its registry', async () => {
    const registry = uploads();
    await using stage = await startStage({ routes: registry.routes });
    const client = testClient({ credential: { kind: 'registry-token', token: 'ready-3' } });
    await client.copyImage(memorySource(), root, at(stage.url));
    const bare = stage.journal.filter(({ authorization }) => authorization !== 'Bearer ***');
    expect(bare).toEqual([]);
  });

  it('is not made of what is there, nor where a rate limit looks like a denial', async () => {
    const registry = uploads();
    const limited = '{"errors":[{"code":"DENIED","message":"You have exceeded a secondary rate limit"}]}';
    const path = '/v2/acme/widgets/blobs/:digest';
    let asked = 0;
    await using stage = await startStage({
      routes: [
        route('GET', path, () =>
          ++asked === 1 ? { status: 403, body: limited } : { status: 206, body: 't' },
        ),
        ...registry.routes,
      ],
      faults: [{ kind: 'status', status: 403, on: { method: 'HEAD', path, nth: [1, 2] } }],
    });
    expect(await testClient().copyImage(memorySource(), root, at(stage.url))).toMatchObject({
      blobs: { present: 2 },
    });
  });

  it('that is led to another host goes there without the credential', async () => {
    const elsewhere = uploads();
    await using storage = await startStage({ routes: elsewhere.routes });
    // Opens the sessions that the other host will be sent to.
    for (const _ of blobs) await fetch(`${storage.url}/v2/acme/widgets/blobs/uploads/`, { method: 'POST' });
    const registry = uploads({
      location: (_, session) => `${storage.url}/v2/acme/widgets/blobs/uploads/${session}?state=x`,
    });
    await using stage = await startStage({ routes: registry.routes });
    const client = testClient({ credential: { kind: 'registry-token', token: 'ready-3' } });
    await client.copyImage(memorySource(), root, at(stage.url));
    expect(stage.journal.every(({ authorization }) => authorization === 'Bearer ***')).toBe(true);
    const puts = storage.journal.filter(({ method }) => method === 'PUT');
    expect(puts).toHaveLength(2);
    expect(puts.some(({ authorization }) => authorization !== undefined)).toBe(false);
  });

  it('that is led nowhere fails', async () => {
    await using stage = await startStage({
      routes: [
        route('POST', '/v2/acme/widgets/blobs/uploads/', () => ({ status: 202 })),
        ...uploads().routes,
      ],
    });
    await expect(testClient().copyImage(memorySource(), root, at(stage.url))).rejects.toThrow(
      'without a place to upload to',
    );
  });
});
