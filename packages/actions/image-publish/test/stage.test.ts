import { type Fault, type RegistryBehavior, registryService, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import { descriptor, json } from '../../../../tools/oci/sample-image.ts';
import { image } from './built.ts';
import { play } from './play.ts';

const PATH = 'acme/widgets';
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** A registry of the stage that has two images, pushed by digest, and how it is published to. */
async function stageWith(behavior: Partial<RegistryBehavior> = {}, faults: readonly Fault[] = []) {
  const registry = registryService({ behavior });
  const images = [image('amd64'), image('arm64')];
  const seed = (one: ReturnType<typeof image>, ...tags: readonly string[]) => {
    for (const blob of one.blobs) registry.seedBlob(PATH, blob.bytes);
    return registry.seedManifest(PATH, one.bytes, tags);
  };
  for (const one of images) seed(one);
  const stage = await startStage({ routes: registry.routes, faults });
  const name = `${new URL(stage.url).host}/${PATH}`;
  const publish = (inputs: Readonly<Record<string, string>> = {}, changes = {}) =>
    play(
      {
        image: name,
        sources: images.map(({ digest }) => digest).join('\n'),
        tags: '1.0',
        'floating-tags': 'latest',
        ...inputs,
      },
      changes,
    );
  const writes = () => stage.journal.filter(({ method }) => method === 'PUT').length;
  return { registry, stage, name, publish, seed, images, writes, [Symbol.asyncDispose]: () => stage.close() };
}

/** A `fetch` that does `work` once, before the request that `isTheOne`. */
function interposed(isTheOne: (method: string, url: string) => boolean, work: () => void): typeof fetch {
  let isDone = false;
  return (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!isDone && isTheOne(init?.method ?? 'GET', url)) {
      isDone = true;
      work();
    }
    return fetch(input, init);
  };
}

describe('an image at a registry that is in trouble', () => {
  it('is published once: a run after success writes nothing', async () => {
    await using world = await stageWith();
    const first = await world.publish();
    const written = world.writes();
    const again = await world.publish();
    expect(again).toMatchObject({
      error: undefined,
      outputs: { action: 'skipped', digest: first.outputs.digest, tags: ['1.0', 'latest'] },
    });
    expect(world.writes()).toBe(written);
  });

  it('waits for sources that the registry shows late', async () => {
    await using world = await stageWith();
    for (const { digest } of world.images) world.registry.hide(PATH, digest, 2);
    const published = await world.publish();
    expect(published).toMatchObject({ error: undefined, outputs: { action: 'created' } });
    expect(published.log.join('\n')).toContain('Not readable yet');
  });

  it('survives a storm of 429', async () => {
    const storm = { on: { nth: [2, 3, 5, 8, 9, 13] }, kind: 'status', status: 429, retryAfter: 1 } as const;
    await using world = await stageWith({}, [storm]);
    expect(await world.publish()).toMatchObject({ error: undefined, outputs: { action: 'created' } });
  });

  it('is refused by an immutable tag with other images before anything is written', async () => {
    await using world = await stageWith({ isImmutable: (_, tag) => tag === '1.0' });
    await world.publish();
    const written = world.writes();
    const other = world.seed(image('amd64', 'other'));
    const refused = await world.publish({ sources: other });
    expect(refused.error).toMatchObject({ code: 'TAG_HOLDS_OTHER_IMAGES' });
    expect(world.writes()).toBe(written);
    const again = await world.publish();
    expect(again).toMatchObject({ error: undefined, outputs: { action: 'skipped' } });
  });

  it('is planned again where another publisher comes first', async () => {
    await using world = await stageWith();
    const theirs = json(INDEX, {
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: [
        { ...descriptor(image('amd64', 'theirs')), platform: { os: 'linux', architecture: 'amd64' } },
        { ...descriptor(image('s390x', 'theirs')), platform: { os: 'linux', architecture: 's390x' } },
      ],
    });
    const race = interposed(
      (method, url) => method === 'HEAD' && url.endsWith('/manifests/latest'),
      () => {
        for (const one of [image('amd64', 'theirs'), image('s390x', 'theirs')]) world.seed(one);
        world.registry.seedManifest(PATH, theirs.bytes, ['latest']);
      },
    );
    const refused = await world.publish({ tags: '' }, { fetch: race });
    expect(refused.log.join('\n')).toContain('Another publisher changed latest; planning again.');
    expect(refused.error).toMatchObject({
      code: 'PLATFORMS_LOST',
      message: expect.stringContaining('linux/s390x'),
    });
    expect(world.registry.tags(PATH).latest).toBe(theirs.digest);
  });

  it('is red where another publisher comes last', async () => {
    await using world = await stageWith();
    let tagged = false;
    const race: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      const url = String(input instanceof Request ? input.url : input);
      if (!tagged && init?.method === 'PUT' && /latest/.test(url)) {
        tagged = true;
        world.seed(image('amd64', 'theirs'), 'latest');
      }
      return response;
    };
    const wrong = await world.publish({ deadline: '3s' }, { fetch: race });
    expect(wrong.error).toMatchObject({
      code: 'NOT_AS_PUBLISHED',
      message: expect.stringContaining(':latest'),
    });
    expect(wrong.outputs).toMatchObject({ action: '', digest: '', evidence: { result: 'wrong' } });
  });

  it('I7: gets no tag where a clean-up of staging tags has taken one of its images', async () => {
    await using world = await stageWith({ tagDeletion: 'with-manifest' });
    const { stage, name, publish, seed, registry } = world;
    const staged = seed(image('arm64'), 'staging-arm64');
    const pushed = await publish({ 'stop-after': 'digest' });
    await fetch(`${stage.url}/v2/${PATH}/manifests/staging-arm64`, { method: 'DELETE' });
    const wrong = await publish({ kind: 'copy', sources: `${pushed.outputs.digest}`, deadline: '3s' });
    expect(wrong.error).toMatchObject({
      code: 'NOT_AS_PUBLISHED',
      message: expect.stringContaining(`${name}@${staged} does not exist`),
    });
    expect(registry.tags(PATH)).toEqual({});
  });

  it('I9: with annotations on a docker list fails before anything is written', async () => {
    await using world = await stageWith();
    const docker = image('amd64', '', 'docker');
    const refused = await world.publish({ sources: world.seed(docker), annotations: 'a=1' });
    expect(refused.error).toMatchObject({
      code: 'ANNOTATIONS_ON_DOCKER_LIST',
      hint: expect.stringContaining('oci-mediatypes=true'),
    });
    expect(world.writes()).toBe(0);
  });

  it('gets its tags only where a gate has passed its digest', async () => {
    await using world = await stageWith();
    const pushed = await world.publish({ 'stop-after': 'digest' });
    const names = pushed.outputs['names-with-digest'] as readonly string[];
    const refused = { error: { code: 'NOT_GATED' }, outputs: { action: 'refused', tags: [] } };
    expect(await world.publish({ 'require-passed': 'true' })).toMatchObject(refused);
    expect(await world.publish({ 'passed-digests': image('amd64').digest })).toMatchObject(refused);
    expect(world.registry.tags(PATH)).toEqual({});
    const inputs = { 'require-passed': 'true', 'passed-digests': names.join('\n') };
    expect(await world.publish(inputs)).toMatchObject({
      error: undefined,
      outputs: { action: 'created', digest: pushed.outputs.digest, tags: ['1.0', 'latest'] },
    });
  });

  it('that vanishes between the leg and the publication is named', async () => {
    await using world = await stageWith();
    const [, gone] = world.images;
    world.registry.expire(PATH, gone?.digest ?? '');
    const late = await world.publish({ wait: '1s' });
    expect(late.error).toMatchObject({
      code: 'SOURCES_NOT_READABLE',
      message: expect.stringContaining(gone?.digest ?? ''),
    });
    expect(world.registry.tags(PATH)).toEqual({});
  });

  it('is unknown, not absent, where a tag cannot be read', async () => {
    const denied = { on: { method: 'GET', path: /manifests\/1\.0$/ }, kind: 'status', status: 403 } as const;
    await using world = await stageWith({}, [denied]);
    const failed = await world.publish();
    expect(failed.error).toMatchObject({ code: expect.stringMatching(/^REGISTRY_/) });
    expect(failed.outputs).toMatchObject({ action: '', evidence: { result: 'failed' } });
    expect(world.writes()).toBe(0);
  });
});
