import { describe, expect, it } from 'vitest';
import { type RegistryOptions, registryService, startStage } from '../../src/index.ts';

const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const REPOSITORY = 'octo/widgets';

/** An index of nothing, told apart by its annotation. */
const emptyIndex = (title: string) =>
  JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [], annotations: { title } });

/** A registry of its own, and how a test talks to it. */
async function startRegistry(options: RegistryOptions = {}) {
  const service = registryService(options);
  const stage = await startStage({ routes: service.routes });
  const at = (path: string) => `${stage.url}/v2/${REPOSITORY}/${path}`;
  const put = (reference: string, body: string, headers: Record<string, string> = {}) =>
    fetch(at(`manifests/${reference}`), {
      method: 'PUT',
      body,
      headers: { 'content-type': INDEX, ...headers },
    });
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(at(path), { headers })).status;
  return { service, stage, at, put, status, [Symbol.asyncDispose]: stage.close };
}

describe('what registries do differently', () => {
  it('an immutable tag is refused with equal bytes too, in the words of ECR', async () => {
    await using registry = await startRegistry({
      behavior: { isImmutable: (_name, tag) => tag !== 'latest' },
    });
    const answers = [await registry.put('1.0', emptyIndex('a')), await registry.put('1.0', emptyIndex('a'))];
    expect(answers.map(({ status }) => status)).toEqual([201, 400]);
    expect(await answers[1]?.json()).toMatchObject({ errors: [{ code: 'TAG_INVALID' }] });
    expect((await registry.put('latest', emptyIndex('a'))).status).toBe(201);
    expect((await registry.put('latest', emptyIndex('b'))).status).toBe(201);
  });

  it('a registry without the referrers API answers 404 and names no subject', async () => {
    await using registry = await startRegistry({ behavior: { referrers: 'fallback-tag' } });
    const subject = registry.service.seedManifest(REPOSITORY, Buffer.from(emptyIndex('image')));
    const { headers } = await registry.put('signature', signatureOf(registry.service, subject), {
      'content-type': IMAGE,
    });
    expect(headers.get('oci-subject')).toBeNull();
    expect(await registry.status(`referrers/${subject}`)).toBe(404);
  });

  it('deleting a tag deletes the manifest where a tag is a version', async () => {
    await using registry = await startRegistry({ behavior: { tagDeletion: 'with-manifest' } });
    const digest = registry.service.seedManifest(REPOSITORY, Buffer.from(emptyIndex('a')), [
      'staging',
      '1.0',
    ]);
    await fetch(registry.at('manifests/staging'), { method: 'DELETE' });
    expect(registry.service.tags(REPOSITORY)).toEqual({});
    expect(await registry.status(`manifests/${digest}`)).toBe(404);
  });

  it('tags in the query of a PUT are taken or ignored', async () => {
    const body = emptyIndex('a');
    const digest = registryService().seedManifest(REPOSITORY, Buffer.from(body));
    for (const [tagParameter, tags] of [
      ['supported', { '1.0': digest, latest: digest }],
      ['ignored', {}],
    ] as const) {
      await using registry = await startRegistry({ behavior: { tagParameter } });
      const { status } = await registry.put(`${digest}?tag=1.0&tag=latest`, body);
      expect({ status, tags: registry.service.tags(REPOSITORY) }).toEqual({ status: 201, tags });
    }
  });

  it('an index of manifests that are not here is refused', async () => {
    await using registry = await startRegistry();
    const manifests = [{ mediaType: IMAGE, digest: `sha256:${'0'.repeat(64)}`, size: 2 }];
    const answer = await registry.put(
      '1.0',
      JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }),
    );
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN' }] });
    expect(registry.service.tags(REPOSITORY)).toEqual({});
  });
});

describe('what time does', () => {
  it('a digest can come late, and be gone again', async () => {
    await using registry = await startRegistry();
    const digest = registry.service.seedManifest(REPOSITORY, Buffer.from(emptyIndex('a')), ['1.0']);
    registry.service.hide(REPOSITORY, digest, 2);
    const path = `manifests/${digest}`;
    expect([await registry.status(path), await registry.status(path), await registry.status(path)]).toEqual([
      404, 404, 200,
    ]);
    registry.service.expire(REPOSITORY, digest);
    expect([await registry.status(path), await registry.status('manifests/1.0')]).toEqual([404, 404]);
  });
});

describe('access', () => {
  const users = { octocat: 'a:password' };
  const basic = { authorization: `Basic ${Buffer.from('octocat:a:password').toString('base64')}` };

  it('basic: every request needs the password', async () => {
    await using registry = await startRegistry({ access: { scheme: 'basic', users, anonymous: 'refused' } });
    expect((await registry.put('1.0', emptyIndex('a'))).status).toBe(401);
    expect((await registry.put('1.0', emptyIndex('a'), basic)).status).toBe(201);
    expect([await registry.status('manifests/1.0'), await registry.status('manifests/1.0', basic)]).toEqual([
      401, 200,
    ]);
    const wrong = { authorization: `Basic ${Buffer.from('octocat:guess').toString('base64')}` };
    expect(await registry.status('manifests/1.0', wrong)).toBe(401);
  });

  it('bearer: a token is good for its scopes, and until it expires', async () => {
    let now = 0;
    const access = {
      scheme: 'bearer',
      users,
      anonymous: 'may-read',
      tokenLifetimeMs: 60_000,
      clock: () => now,
    } as const;
    await using registry = await startRegistry({ access });
    const refused = await registry.put('1.0', emptyIndex('a'));
    const challenge = refused.headers.get('www-authenticate');
    expect(challenge).toBe(
      `Bearer realm="${registry.stage.url}/token",service="stage",scope="repository:${REPOSITORY}:pull,push"`,
    );
    const tokenFor = async (scope: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${registry.stage.url}/token?service=stage&scope=${scope}`, { headers });
      return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` };
    };
    const push = await tokenFor(`repository:${REPOSITORY}:pull,push`, basic);
    const anonymous = await tokenFor(`repository:${REPOSITORY}:pull,push`);
    const elsewhere = await tokenFor('repository:octo/other:pull,push', basic);
    expect((await registry.put('1.0', emptyIndex('a'), anonymous)).status).toBe(401);
    expect((await registry.put('1.0', emptyIndex('a'), elsewhere)).status).toBe(401);
    expect((await registry.put('1.0', emptyIndex('a'), push)).status).toBe(201);
    expect(await registry.status('manifests/1.0', anonymous)).toBe(200);
    now = 60_000;
    expect(await registry.status('manifests/1.0', anonymous)).toBe(401);
  });
});

/** An image manifest that refers to `subject`, with its empty config in place. */
function signatureOf(service: ReturnType<typeof registryService>, subject: string): string {
  const empty = { digest: service.seedBlob(REPOSITORY, Buffer.from('{}')), size: 2 };
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: IMAGE,
    artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    config: { mediaType: 'application/vnd.oci.empty.v1+json', ...empty },
    layers: [],
    subject: { mediaType: INDEX, digest: subject, size: 2 },
  });
}
