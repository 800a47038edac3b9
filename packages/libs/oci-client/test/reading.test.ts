import { json, type Route, route, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import { digestOf, OCI_INDEX, parseRepository, renderIndex } from '../src/index.ts';
import { testClient } from './client.ts';

const at = (url: string) => parseRepository(`${new URL(url).host}/acme/widgets`);
const bytes = Buffer.from(renderIndex({ mediaType: OCI_INDEX, manifests: [], annotations: {} }));
const digest = digestOf(bytes);
const byTag = { kind: 'tag', tag: '1.0' } as const;
const byDigest = { kind: 'digest', digest } as const;
const PATH = '/v2/acme/widgets/manifests/:name';
const good = {
  status: 200,
  headers: { 'content-type': OCI_INDEX, 'docker-content-digest': digest },
  body: bytes,
};

/** A registry that answers GET and HEAD for a manifest with each of `answers` in turn, the last one for ever. */
function answering(
  ...answers: readonly { status: number; headers?: Record<string, string>; body?: string | Uint8Array }[]
): Route[] {
  let asked = 0;
  const handle = () => answers[Math.min(asked++, answers.length - 1)] ?? { status: 500 };
  return ['GET', 'HEAD'].map((method) => ({ method, path: PATH, handle }));
}

describe('a manifest that is read', () => {
  it.each([
    ['overloaded', { status: 429, headers: { 'retry-after': '2' } }, [2500]],
    [
      'at its limit of GHCR',
      {
        status: 403,
        body: '{"errors":[{"code":"DENIED","message":"You have exceeded a secondary rate limit"}]}',
      },
      [500],
    ],
    [
      'down behind a page',
      { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>maintenance' },
      [500],
    ],
    ['down', { status: 502 }, [500]],
    [
      'a web page with 200',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Log in' },
      [500],
    ],
    ['damaged on its way', { ...good, body: bytes.subarray(0, -1) }, [500]],
  ])('from a registry that is %s is asked for again', async (_what, bad, pauses) => {
    await using stage = await startStage({ routes: answering(bad, good) });
    const client = testClient();
    expect(await client.getManifest(at(stage.url), byDigest)).toMatchObject({ descriptor: { digest } });
    expect(client.pauses).toEqual(pauses);
  });

  it.each(['drop', 'lost-answer'] as const)('survives a broken connection (%s)', async (kind) => {
    await using stage = await startStage({
      routes: answering(good),
      faults: [{ kind, on: { nth: [1, 2] } }],
    });
    expect(await testClient().getManifest(at(stage.url), byTag)).toMatchObject({ descriptor: { digest } });
  });

  it('that does not match its digest twice is an error for good', async () => {
    await using stage = await startStage({ routes: answering({ ...good, body: `${bytes} ` }) });
    await expect(testClient().getManifest(at(stage.url), byDigest)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(`expected ${digest}`),
    });
    await expect(testClient().getManifest(at(stage.url), byTag)).rejects.toMatchObject({ kind: 'invalid' });
    expect(stage.journal).toHaveLength(4);
  });

  it.each([401, 403, 400])('is not asked for again after %s', async (status) => {
    await using stage = await startStage({ routes: answering({ status }) });
    await expect(testClient().getManifest(at(stage.url), byTag)).rejects.toMatchObject({ status });
    expect(stage.journal).toHaveLength(1);
  });

  it('that has too many bytes is refused before it is in memory', async () => {
    await using stage = await startStage({
      routes: answering({ ...good, body: Buffer.alloc(5 * 1024 * 1024, ' ') }),
    });
    await expect(testClient().getManifest(at(stage.url), byTag)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('more than 4194304 bytes'),
    });
  });

  it('gives up at the deadline, and says how often it was asked for', async () => {
    await using stage = await startStage({ routes: answering({ status: 503 }) });
    await expect(
      testClient({ remainingMs: () => 5000 }).getManifest(at(stage.url), byTag),
    ).rejects.toMatchObject({
      kind: 'transient',
      status: 503,
      message: expect.stringMatching(
        /:1\.0: the registry cannot serve this right now\. .* Gave up after \d attempts/,
      ),
    });
  });

  it('that was just written is waited for, and is never "absent"', async () => {
    const unknown = json(404, { errors: [{ code: 'MANIFEST_UNKNOWN' }] });
    await using late = await startStage({
      routes: answering({ status: 404, body: `${unknown.body}` }, { status: 404 }, good),
    });
    const options = { freshness: 'just-written' } as const;
    expect(await testClient().getManifest(at(late.url), byDigest, options)).toMatchObject({
      descriptor: { digest },
    });
    await using never = await startStage({ routes: answering({ status: 404 }) });
    await expect(testClient().getManifest(at(never.url), byDigest, options)).rejects.toMatchObject({
      kind: 'propagation',
    });
  });

  it('from a name that is not a registry is not "absent"', async () => {
    await using stage = await startStage({
      routes: answering({ status: 404, headers: { 'content-type': 'text/html' }, body: '<html>not found' }),
    });
    await expect(testClient().getManifest(at(stage.url), byTag)).rejects.toMatchObject({ kind: 'transient' });
    await expect(testClient().headManifest(at(stage.url), byTag)).rejects.toMatchObject({
      kind: 'transient',
    });
  });
});

describe('a manifest that is only described', () => {
  const headers = {
    'content-type': `${OCI_INDEX}; charset=utf-8`,
    'docker-content-digest': digest,
    'content-length': `${bytes.length}`,
  };

  it('costs one request', async () => {
    await using stage = await startStage({ routes: answering({ status: 200, headers }) });
    expect(await testClient().headManifest(at(stage.url), byTag)).toEqual({
      mediaType: OCI_INDEX,
      digest,
      size: bytes.length,
    });
    expect(stage.journal).toMatchObject([{ method: 'HEAD' }]);
  });

  it('is read where the registry does not describe it', async () => {
    await using stage = await startStage({
      routes: answering({ status: 200, headers: { 'content-type': OCI_INDEX } }, good),
    });
    expect(await testClient().headManifest(at(stage.url), byTag)).toMatchObject({ digest });
    expect(stage.journal.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it('and is called "unknown" without a reason is asked for its reason', async () => {
    const denied = {
      status: 403,
      body: '{"errors":[{"code":"DENIED","message":"You have exceeded a secondary rate limit"}]}',
    };
    await using stage = await startStage({ routes: answering({ status: 403 }, denied, good) });
    expect(await testClient().headManifest(at(stage.url), byTag)).toMatchObject({ digest });
  });

  it('under its digest must have this digest', async () => {
    const other = digestOf('another');
    await using stage = await startStage({
      routes: answering({ status: 200, headers: { ...headers, 'docker-content-digest': other } }),
    });
    await expect(testClient().headManifest(at(stage.url), byDigest)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(other),
    });
  });
});

describe('a blob that is read', () => {
  const blob = { digest, size: bytes.length };
  const serve = (body: Uint8Array) => [
    route('GET', '/v2/acme/widgets/blobs/:digest', () => ({ status: 200, body })),
  ];

  it('is proved by its digest', async () => {
    await using stage = await startStage({ routes: serve(bytes) });
    expect(Buffer.from(await testClient().readBlob(at(stage.url), blob, 1000))).toEqual(bytes);
  });

  it.each([
    ['other bytes', Buffer.alloc(bytes.length, 'x'), 'expected sha256:'],
    ['fewer', bytes.subarray(1), 'expected sha256:'],
    ['more', Buffer.concat([bytes, bytes]), 'more than'],
  ])('and has %s is refused', async (_what, body, found) => {
    await using stage = await startStage({ routes: serve(body) });
    await expect(testClient().readBlob(at(stage.url), blob, 1000)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(found),
    });
  });

  it('is not even asked for where it is too large', async () => {
    await using stage = await startStage({ routes: [] });
    await expect(testClient().readBlob(at(stage.url), { digest, size: 1001 }, 1000)).rejects.toThrow(
      'expected at most 1000',
    );
    expect(stage.journal).toEqual([]);
  });
});

it('a mistake of our own is thrown as it came, at once', async () => {
  const bug = new TypeError('undefined is not a function');
  const client = testClient({
    fetch: async () => {
      throw bug;
    },
  });
  await expect(client.listTags(parseRepository('x.example.com/a'))).rejects.toBe(bug);
});

it('a bad certificate is not tried again', async () => {
  let asked = 0;
  const cause = Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' });
  const client = testClient({
    fetch: async () => {
      asked += 1;
      throw new TypeError('fetch failed', { cause });
    },
  });
  await expect(client.listTags(parseRepository('x.example.com/a'))).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('certificate has expired'),
  });
  expect(asked).toBe(1);
});
