import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@gatehouse/process';
import { describe, expect, it } from 'vitest';
import { registryService, route, startStage } from '../../src/index.ts';

const SCRIPTS = join(import.meta.dirname, '..', '..', 'src', 'engine', 'stand-ins');

/** A workspace with a Dockerfile, on a stage with a registry. */
async function openBuild() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'docker-stand-ins-'));
  await writeFile(join(folder.path, 'Dockerfile'), 'FROM scratch\n');
  const registry = registryService();
  const builds = route('GET', '/builds', ({ query }) => ({
    status: 200,
    body: JSON.stringify(query.get('platform') === 'linux/s390x' ? { error: 'It is broken.' } : {}),
  }));
  const stage = await startStage({ routes: [...registry.routes, builds] });
  const image = `${new URL(stage.url).host}/acme/widgets`;
  const outputs = `type=image,name=${image},push-by-digest=true,name-canonical=true,push=true`;
  const step = async (script: string, inputs: Readonly<Record<string, string>>) => {
    const given = Object.entries(inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]);
    const { exitCode, stdout } = await run({
      command: process.execPath,
      args: [join(SCRIPTS, `${script}.ts`)],
      cwd: folder.path,
      env: {
        GITHUB_WORKSPACE: folder.path,
        GITHUB_OUTPUT: join(folder.path, 'outputs'),
        GITHUB_SHA: 'b72b9c2f'.repeat(5),
        GITHUB_RUN_ATTEMPT: '1',
        STAGE: stage.url,
        STAGE_BUILDS: '/builds',
        ...Object.fromEntries(given),
      },
      timeoutMs: 30_000,
    });
    return { exitCode, stdout };
  };
  return {
    registry,
    step,
    build: (inputs: Readonly<Record<string, string>> = {}) =>
      step('docker-build', {
        context: '.',
        outputs,
        platforms: 'linux/arm64',
        provenance: 'mode=max',
        ...inputs,
      }),
    digest: async () =>
      /digest<<(.+)\n(sha256:[0-9a-f]{64})/.exec(await readFile(join(folder.path, 'outputs'), 'utf8'))?.[2] ??
      '',
    async [Symbol.asyncDispose]() {
      await stage.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('the stand-in for docker build', () => {
  it('pushes an image with its provenance by digest, the same bytes each time', async () => {
    await using world = await openBuild();
    expect(await world.build()).toMatchObject({ exitCode: 0 });
    const digest = await world.digest();
    expect(JSON.parse(String(world.registry.manifest('acme/widgets', digest)?.bytes))).toMatchObject({
      manifests: [
        { platform: { os: 'linux', architecture: 'arm64' } },
        {
          platform: { os: 'unknown' },
          annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
        },
      ],
    });
    expect(world.registry.tags('acme/widgets')).toEqual({});
    await world.build();
    expect(await world.digest()).toBe(digest);
  });

  it('pushes a manifest alone without provenance', async () => {
    await using world = await openBuild();
    await world.build({ provenance: 'false', platforms: 'linux/arm/v7' });
    const bytes = world.registry.manifest('acme/widgets', await world.digest())?.bytes;
    expect(JSON.parse(String(bytes))).toMatchObject({ layers: { length: 1 } });
  });

  it.each([
    [{ platforms: 'linux/amd64,linux/arm64' }, 'one platform at a time'],
    [{ outputs: 'type=docker' }, 'builds what is pushed by digest'],
    [{ tags: 'x:latest' }, 'builds what is pushed by digest'],
    [
      { outputs: 'type=image,name=ghcr.io/acme/x,push-by-digest=true,name-canonical=true,push=true' },
      'its own registry only, so nothing was built',
    ],
    [{ file: 'other/Dockerfile' }, 'Found no other/Dockerfile'],
    [{ platforms: 'linux/s390x' }, 'It is broken.'],
  ])('fails for %j', async (inputs, message) => {
    await using world = await openBuild();
    expect(await world.build(inputs)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(message),
    });
  });
});

it('the stand-in for docker login wants a user and a password, and shows neither', async () => {
  await using world = await openBuild();
  const { exitCode, stdout } = await world.step('docker-login', { username: 'me', password: 'hunter2' });
  expect(exitCode).toBe(0);
  expect(stdout).not.toMatch(/hunter2|me\b/);
  expect(await world.step('docker-login', { username: 'me' })).toMatchObject({ exitCode: 1 });
});

it('the stand-in for a login to a cloud fails: there is none', async () => {
  await using world = await openBuild();
  expect(await world.step('cloud-login', {})).toMatchObject({ exitCode: 1 });
});
