import { json, type Route, route, type StageResponse, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import {
  digestOf,
  fallbackTag,
  OCI_INDEX,
  OCI_MANIFEST,
  parseRepository,
  renderIndex,
} from '../src/index.ts';
import { testClient } from './client.ts';

const at = (url: string) => parseRepository(`${new URL(url).host}/acme/widgets`);
const subject = digestOf('the image');
const signature = {
  mediaType: OCI_MANIFEST,
  digest: digestOf('a signature'),
  size: 5,
  artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
};
const provenance = { mediaType: OCI_MANIFEST, digest: digestOf('provenance'), size: 6 };
const API = `/v2/acme/widgets/referrers/${subject}`;
const TAG = `/v2/acme/widgets/manifests/${fallbackTag(subject)}`;
const unknown = json(404, { errors: [{ code: 'MANIFEST_UNKNOWN' }] });
const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404' };

function indexOf(
  ...manifests: readonly { mediaType: string; digest: ReturnType<typeof digestOf>; size: number }[]
): StageResponse {
  return {
    status: 200,
    headers: { 'content-type': OCI_INDEX },
    body: renderIndex({ mediaType: OCI_INDEX, manifests, annotations: {} }),
  };
}

const answer = (path: string, response: StageResponse): Route => ({
  method: 'GET',
  path,
  handle: () => response,
});

describe('referrers', () => {
  it('come from the API, page by page', async () => {
    const first = {
      ...indexOf(signature),
      headers: { 'content-type': `${OCI_INDEX}; charset=utf-8`, link: `<${API}?next=2>; rel="next"` },
    };
    const routes = [
      route('GET', API, ({ query }) => (query.has('next') ? indexOf(provenance, signature) : first)),
    ];
    await using stage = await startStage({ routes });
    expect(await testClient().listReferrers(at(stage.url), subject)).toEqual({
      via: 'api',
      descriptors: [signature, provenance],
    });
  });

  it.each([
    ['an unknown manifest, as GHCR answers', unknown],
    [
      'a page in plain text, as distribution 2 answers',
      { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found' },
    ],
    ['a web page with 404', page],
    [
      'a web page with 200, as a login in front answers',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>log in' },
    ],
    ['"not allowed"', { status: 405 }],
    ['"not acceptable"', { status: 406 }],
    ['"not implemented"', { status: 501 }],
  ])('come from the fallback tag where the API is %s', async (_what, response) => {
    await using stage = await startStage({
      routes: [answer(API, response), answer(TAG, indexOf(signature))],
    });
    expect(await testClient().listReferrers(at(stage.url), subject)).toEqual({
      via: 'fallback-tag',
      descriptors: [signature],
    });
  });

  it('are none where neither is there', async () => {
    await using stage = await startStage({ routes: [answer(API, unknown), answer(TAG, unknown)] });
    expect(await testClient().listReferrers(at(stage.url), subject)).toEqual({
      via: 'fallback-tag',
      descriptors: [],
    });
  });

  it.each([
    ['throttled', { status: 429 }],
    ['down', { status: 503 }],
    [
      'throttled in the dress of 403',
      {
        status: 403,
        body: '{"errors":[{"code":"DENIED","message":"You have exceeded a secondary rate limit"}]}',
      },
    ],
  ])('I8: are unknown, and not none, where the API is %s', async (_what, response) => {
    await using stage = await startStage({ routes: [answer(API, response), answer(TAG, unknown)] });
    await expect(testClient().listReferrers(at(stage.url), subject)).rejects.toMatchObject({
      kind: 'transient',
    });
  });

  it.each([
    ['a denial', { status: 403 }, 'denied'],
    ['an outage page', page, 'transient'],
    ['an outage', { status: 502 }, 'transient'],
  ])('are unknown, and not none, where the fallback tag is %s', async (_what, response, kind) => {
    await using stage = await startStage({ routes: [answer(API, unknown), answer(TAG, response)] });
    await expect(testClient().listReferrers(at(stage.url), subject)).rejects.toMatchObject({ kind });
  });

  it('are unknown where an API that has answered before is gone', async () => {
    let asked = 0;
    const routes = [
      route('GET', API, () => (++asked === 1 ? indexOf(signature) : page)),
      answer(TAG, unknown),
    ];
    await using stage = await startStage({ routes });
    const client = testClient();
    expect(await client.listReferrers(at(stage.url), subject)).toMatchObject({ via: 'api' });
    await expect(client.listReferrers(at(stage.url), subject)).rejects.toMatchObject({ kind: 'transient' });
  });

  it('without an end are refused', async () => {
    let asked = 0;
    const routes = [
      route('GET', API, () => ({
        ...indexOf(signature),
        headers: { 'content-type': OCI_INDEX, link: `<${API}?p=${++asked}>; rel=next` },
      })),
    ];
    await using stage = await startStage({ routes });
    await expect(testClient().listReferrers(at(stage.url), subject)).rejects.toThrow('more than 50 pages');
  });

  it('of sha512 have a fallback tag that is cut', () => {
    expect(fallbackTag(subject)).toBe(subject.replace(':', '-'));
    expect(fallbackTag(digestOf('x', 'sha512'))).toMatch(/^sha512-[0-9a-f]{64}$/);
  });
});

describe('the fallback tag', () => {
  /** A registry with one tag; `beforeWrite` is what another client does first. */
  function tagged(
    beforeWrite: (write: number, content: Buffer | undefined) => Buffer | undefined = (_, content) => content,
  ) {
    let content: Buffer | undefined;
    let writes = 0;
    const routes = [
      route('GET', TAG, () =>
        content === undefined
          ? unknown
          : { status: 200, headers: { 'content-type': OCI_INDEX }, body: content },
      ),
      route('PUT', TAG, ({ body }) => {
        content = body;
        writes += 1;
        content = beforeWrite(writes, body);
        return { status: 201 };
      }),
    ];
    return { routes, writes: () => writes };
  }

  it('gets what is added, once', async () => {
    const registry = tagged();
    await using stage = await startStage({ routes: [answer(API, unknown), ...registry.routes] });
    const client = testClient();
    await client.addToFallbackTag(at(stage.url), subject, [signature]);
    await client.addToFallbackTag(at(stage.url), subject, [provenance, signature]);
    expect(await client.listReferrers(at(stage.url), subject)).toMatchObject({
      descriptors: [signature, provenance],
    });
    expect(registry.writes()).toBe(2);
  });

  it('that another signer overwrites at the same time keeps both', async () => {
    const theirs = Buffer.from(
      renderIndex({ mediaType: OCI_INDEX, manifests: [provenance], annotations: {} }),
    );
    const registry = tagged((write, content) => (write === 1 ? theirs : content));
    await using stage = await startStage({ routes: [answer(API, unknown), ...registry.routes] });
    await testClient().addToFallbackTag(at(stage.url), subject, [signature]);
    expect(await testClient().listReferrers(at(stage.url), subject)).toMatchObject({
      descriptors: [provenance, signature],
    });
  });

  it('that is overwritten again and again is an error', async () => {
    const theirs = Buffer.from(
      renderIndex({ mediaType: OCI_INDEX, manifests: [provenance], annotations: {} }),
    );
    await using stage = await startStage({ routes: tagged(() => theirs).routes });
    await expect(testClient().addToFallbackTag(at(stage.url), subject, [signature])).rejects.toThrow(
      'was overwritten 5 times',
    );
  });
});
