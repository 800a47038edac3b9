import { json, type Route, route, type StageRequest, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import { digestOf, OCI_INDEX, parseRepository, renderIndex } from '../src/index.ts';
import { testClient } from './client.ts';

const at = (url: string) => parseRepository(`${new URL(url).host}/acme/widgets`);
const bytes = Buffer.from(renderIndex({ mediaType: OCI_INDEX, manifests: [], annotations: {} }));
const digest = digestOf(bytes);
const content = { mediaType: OCI_INDEX, bytes };
const byTag = { kind: 'tag', tag: '1.0' } as const;
const PATH = '/v2/acme/widgets/manifests/:name';

/** A registry that keeps what is put, by name; `taught` answers instead where it says something. */
function keeping(
  taught: (request: StageRequest<'name'>) => ReturnType<typeof json> | undefined = () => undefined,
) {
  const kept = new Map<string, string>();
  const routes: Route[] = [
    route('PUT', PATH, (request) => {
      const answer = taught(request);
      if (answer !== undefined && answer.status >= 300) return answer;
      const names = [request.params.name, ...request.query.getAll('tag').filter(() => answer !== undefined)];
      for (const name of names) kept.set(name, digestOf(request.body));
      return {
        status: 201,
        headers: { 'docker-content-digest': digestOf(request.body), ...answer?.headers },
      };
    }),
    ...['HEAD', 'GET'].map((method) =>
      route(method, PATH, ({ params }) => {
        const found = kept.get(params.name);
        if (found === undefined) return json(404, { errors: [{ code: 'MANIFEST_UNKNOWN' }] });
        return {
          status: 200,
          headers: {
            'docker-content-digest': found,
            'content-type': OCI_INDEX,
            'content-length': `${bytes.length}`,
          },
        };
      }),
    ),
  ];
  return { kept, routes };
}

describe('a manifest that is pushed', () => {
  it('has the digest of its bytes, whatever the registry says later', async () => {
    const registry = keeping();
    await using stage = await startStage({ routes: registry.routes });
    expect(await testClient().putManifest(at(stage.url), byTag, content)).toEqual({
      digest,
      outcome: 'pushed',
      tags: [],
      subjectIndexed: false,
    });
    expect(registry.kept).toEqual(new Map([['1.0', digest]]));
  });

  it('under a digest that is not its own is refused before anything is sent', async () => {
    await using stage = await startStage({ routes: [] });
    const name = { kind: 'digest', digest: digestOf('other') } as const;
    await expect(testClient().putManifest(at(stage.url), name, content)).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(stage.journal).toEqual([]);
  });

  it('and stored as something else is an error', async () => {
    const registry = keeping(() => json(201, {}, { 'docker-content-digest': digestOf('rewritten') }));
    await using stage = await startStage({ routes: registry.routes });
    await expect(testClient().putManifest(at(stage.url), byTag, content)).rejects.toThrow(
      `the registry stored ${digestOf('rewritten')}`,
    );
  });

  it.each(['drop', 'lost-answer'] as const)(
    'through a broken connection is pushed again (%s)',
    async (kind) => {
      const registry = keeping();
      await using stage = await startStage({
        routes: registry.routes,
        faults: [{ kind, on: { method: 'PUT', nth: 1 } }],
      });
      expect(await testClient().putManifest(at(stage.url), byTag, content)).toMatchObject({ digest });
      expect(registry.kept.get('1.0')).toBe(digest);
    },
  );

  it('to an immutable tag that holds it already is no error, as at Amazon ECR', async () => {
    const message =
      "The image tag '1.0' already exists in the 'widgets' repository and cannot be overwritten because the repository is immutable.";
    const registry = keeping(({ params }) =>
      registry.kept.has(params.name) ? json(400, { errors: [{ code: 'TAG_INVALID', message }] }) : undefined,
    );
    await using stage = await startStage({ routes: registry.routes });
    expect(await testClient().putManifest(at(stage.url), byTag, content)).toMatchObject({
      outcome: 'pushed',
    });
    expect(await testClient().putManifest(at(stage.url), byTag, content)).toMatchObject({
      outcome: 'unchanged',
      digest,
    });
    const other = { mediaType: OCI_INDEX, bytes: Buffer.from(`${bytes} `) };
    await expect(testClient().putManifest(at(stage.url), byTag, other)).rejects.toMatchObject({
      kind: 'immutable',
      registryCode: 'TAG_INVALID',
    });
  });

  it('whose children are not readable yet is pushed again', async () => {
    let asked = 0;
    const missing = json(404, {
      errors: [{ code: 'UNKNOWN', message: 'manifest blob unknown: required for pushing, do not exist' }],
    });
    const registry = keeping(() => (++asked < 3 ? missing : undefined));
    await using stage = await startStage({ routes: registry.routes });
    expect(
      await testClient().putManifest(at(stage.url), byTag, content, { freshness: 'just-written' }),
    ).toMatchObject({ digest });
    expect(asked).toBe(3);
  });
});

describe('tags', () => {
  it('go in one request where the registry knows the parameter', async () => {
    const registry = keeping(({ query }) => json(201, {}, { 'oci-tag': query.getAll('tag').join(', ') }));
    await using stage = await startStage({ routes: registry.routes });
    expect(await testClient().putTags(at(stage.url), content, ['1.0', 'latest'])).toEqual({
      digest,
      tags: [
        { tag: '1.0', outcome: 'pushed' },
        { tag: 'latest', outcome: 'pushed' },
      ],
    });
    expect(stage.journal.map(({ path }) => path)).toEqual([
      `/v2/acme/widgets/manifests/${digest}?tag=1.0&tag=latest`,
    ]);
  });

  it.each([
    ['ignores', () => undefined],
    [
      'knows only for some',
      ({ query }: StageRequest) => (query.has('tag') ? json(201, {}, { 'oci-tag': '1.0' }) : undefined),
    ],
    [
      'rejects',
      ({ query }: StageRequest) =>
        query.has('tag') ? json(400, { errors: [{ code: 'UNSUPPORTED' }] }) : undefined,
    ],
  ])('go one by one in their order where it %s it', async (_what, taught) => {
    const registry = keeping(taught);
    await using stage = await startStage({ routes: registry.routes });
    const tagged = await testClient().putTags(at(stage.url), content, ['1.0', '1', 'latest']);
    expect(tagged.tags.map(({ tag }) => tag)).toEqual(['1.0', '1', 'latest']);
    const names = stage.journal
      .map(({ path }) => path.split('/').at(-1) ?? '')
      .filter((name) => !name.includes('sha256'));
    expect(names.slice(-2)).toEqual(['1', 'latest']);
    for (const tag of ['1.0', '1', 'latest']) expect(registry.kept.get(tag)).toBe(digest);
  });

  it('stop at the first that cannot be set', async () => {
    const registry = keeping(({ params }) =>
      params.name === '1.0' ? json(403, { errors: [{ code: 'DENIED' }] }) : undefined,
    );
    await using stage = await startStage({ routes: registry.routes });
    await expect(testClient().putTags(at(stage.url), content, ['1.0', 'latest'])).rejects.toMatchObject({
      kind: 'denied',
    });
    expect(registry.kept.has('latest')).toBe(false);
  });

  it('of more than ten are set in full', async () => {
    const registry = keeping(({ query }) => json(201, {}, { 'oci-tag': query.getAll('tag').join(', ') }));
    await using stage = await startStage({ routes: registry.routes });
    const tags = Array.from({ length: 12 }, (_, number) => `v${number}`);
    await testClient().putTags(at(stage.url), content, tags);
    expect([...registry.kept.keys()].filter((name) => name.startsWith('v'))).toEqual(tags);
  });
});

it('one host gets four writes at a time', async () => {
  let running = 0;
  let most = 0;
  const slow = route('PUT', PATH, async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
    return { status: 201 };
  });
  await using stage = await startStage({ routes: [slow] });
  const client = testClient();
  await Promise.all(
    Array.from({ length: 12 }, (_, number) =>
      client.putManifest(at(stage.url), { kind: 'tag', tag: `t${number}` }, content),
    ),
  );
  expect(most).toBe(4);
});
