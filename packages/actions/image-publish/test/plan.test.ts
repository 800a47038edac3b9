import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import { startRealRegistry } from '../../../../tools/oci/real-registry.ts';
import { readInputs } from '../src/inputs.ts';
import { readPlan } from '../src/plan-file.ts';
import { built, image } from './built.ts';
import { play } from './play.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

async function requests(plan: string, inputs: Readonly<Record<string, string>> = {}) {
  const { asked } = readInputs((name) => ({ plan, ...inputs })[name] ?? '');
  if (asked.kind !== 'plan') throw new Error('no plan was asked for');
  return readPlan(asked);
}

describe('a plan', () => {
  it('has the inputs of one image in each target, and takes the rest from the step', async () => {
    const plan = `
targets:
  - image: ghcr.io/acme/widgets
    sources: [linux/amd64=${DIGEST}, "${DIGEST.replaceAll('a', 'b')}"]
    tags: "{version}"
    version: 1.10.0
  - image: ghcr.io/acme/gadgets
    target: gadgets
    tags: [1.10]
    floating-tags: []
    missing-platforms: drop
`;
    const step = { 'missing-platforms': 'carry', 'floating-tags': 'latest', 'stop-after': 'digest' };
    expect(await requests(plan, step)).toMatchObject([
      {
        target: {
          repository: { path: 'acme/widgets' },
          exact: ['1.10.0'],
          floating: ['latest'],
          policy: { missing: 'carry' },
          stopAfter: 'digest',
        },
        from: { kind: 'named', sources: { length: 2 } },
      },
      {
        target: { exact: ['1.10'], floating: [], policy: { missing: 'drop' } },
        from: { kind: 'parts', target: 'gadgets' },
      },
    ]);
  });

  it('may be JSON, and a file', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'image-publish-'));
    const path = join(folder.path, 'plan.json');
    await writeFile(path, JSON.stringify({ targets: [{ image: 'ghcr.io/acme/widgets', tags: ['1.0'] }] }));
    expect(await requests('', { 'plan-file': path })).toMatchObject([{ target: { exact: ['1.0'] } }]);
    await expect(requests('', { 'plan-file': join(folder.path, 'none') })).rejects.toMatchObject({
      code: 'NO_SUCH_FILE',
    });
  });

  it.each([
    ['targets: [', /neither YAML nor JSON/],
    ['targets: []', /targets: found 0 targets/],
    ['- image: x', /expected a mapping with the key "targets" alone/],
    ['{targets: [{}], jobs: 3}', /found the keys "targets, jobs"/],
    ['{targets: [x]}', /targets\[0\]: found "x", expected a mapping/],
    ['{targets: [{tags: 1.0}]}', /targets\[0\]: image: found nothing/],
    ['{targets: [{image: ghcr.io/a/b, tag: x}]}', /targets\[0\]: found the key "tag"/],
    ['{targets: [{image: ghcr.io/a/b, deadline: 1m}]}', /found the key "deadline"/],
    ['{targets: [{image: ghcr.io/a/b, tags: {a: b}}]}', /tags: found .*expected a text or a list/],
    ['{targets: [{image: ghcr.io/a/b, tags: ["a\\nb"]}]}', /tags: found the item "a\\nb"/],
    ['{targets: [{image: ghcr.io/a/b, tags: ["#a"]}]}', /tags: found the item "#a"/],
    ['{targets: [{image: ghcr.io/a/b, tags: [""]}]}', /tags: found the item ""/],
    ['{targets: [{image: ghcr.io/a/b, __proto__: x}]}', /found the key "__proto__"/],
    [
      '{targets: [{image: ghcr.io/a/b, tags: [x]}, {image: ghcr.io/a/b, floating-tags: [x]}]}',
      /targets\[1\]: found the tag "ghcr.io\/a\/b:x", which targets\[0\] writes too/,
    ],
  ])('that is %s is refused', async (plan, message) => {
    await expect(requests(plan)).rejects.toMatchObject({
      code: expect.stringMatching(/^INVALID_(PLAN|INPUT)$/),
      message: expect.stringMatching(message),
    });
  });

  it('tells all mistakes at once', async () => {
    const plan = '{targets: [{image: A}, {image: ghcr.io/a/b}, {image: ghcr.io/a/b, kind: both}]}';
    await expect(requests(plan)).rejects.toMatchObject({
      code: 'INVALID_PLAN',
      message: expect.stringMatching(/targets\[0\]: image: .*\ntargets\[2\]: kind: found "both"/),
    });
  });
});

describe.skipIf(!ociProgramsOrSkip('docker-registry'))('a plan of many images', () => {
  it('is published as a whole, in its order', async () => {
    await using registry = await startRealRegistry('docker-registry');
    const targets = [];
    for (const name of ['one', 'two', 'three', 'four', 'five']) {
      targets.push({
        ...(await built(registry, [image('amd64', name), image('arm64', name)], `acme/${name}`)),
      });
    }
    const published = await play({
      plan: JSON.stringify({ targets }),
      tags: '1.0',
      'floating-tags': 'latest',
      jobs: '2',
    });
    const name = (target: string) => `${registry.host}/acme/${target}`;
    expect(published).toMatchObject({
      error: undefined,
      outputs: { action: 'created', digest: '', 'name-with-digest': '', platforms: {} },
    });
    expect(published.outputs.tags).toEqual(
      ['one', 'two', 'three', 'four', 'five'].flatMap((one) => [`${name(one)}:1.0`, `${name(one)}:latest`]),
    );
    expect(published.outputs['names-with-digest']).toHaveLength(5);
    expect(published.summary).toContain('| Image | Result | linux/amd64 | linux/arm64 |');
  });

  it('publishes the others where some fail, and names each that failed', async () => {
    await using registry = await startRealRegistry('docker-registry');
    const good = await built(registry, [image('amd64')], 'acme/good');
    const [late, mixed] = [`${registry.host}/acme/late`, `${registry.host}/acme/mixed`];
    const twice = await built(registry, [image('amd64'), image('amd64', 'other')], 'acme/mixed');
    const played = await play({
      plan: JSON.stringify({
        targets: [{ image: late, sources: [image('s390x').digest] }, twice, { ...good, tags: ['1.0'] }],
      }),
      jobs: '1',
      wait: '1s',
    });
    expect(played.error).toMatchObject({
      code: 'TARGETS_FAILED',
      message: expect.stringMatching(
        new RegExp(
          `^2 of 3 images were not published:\n- ${late}: After .*(SOURCES_NOT_READABLE).*\n- ${mixed}: .*TWO_IMAGES_FOR_ONE_PLATFORM`,
        ),
      ),
    });
    expect(played.outputs).toMatchObject({
      action: 'refused',
      tags: [`${good.image}:1.0`],
      evidence: {
        result: 'late',
        targets: [{ result: 'late' }, { result: 'refused' }, { result: 'published' }],
      },
    });
  });
});
