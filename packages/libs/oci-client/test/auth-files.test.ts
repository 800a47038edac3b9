import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { run } from '@gatehouse/process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dockerKeychain, parseRepository } from '../src/index.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keychain-'));
});
afterEach(() => rm(home, { recursive: true }));

const auth = (username: string, password: string) => ({
  auth: Buffer.from(`${username}:${password}`).toString('base64'),
});
const basic = (username: string, password: string) => ({ kind: 'basic', username, password });

async function write(path: string, content: unknown, mode = 0o600): Promise<string> {
  const full = join(home, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, typeof content === 'string' ? content : JSON.stringify(content), { mode });
  return full;
}

/** What a keychain of this home finds for an image. */
function find(image: string, env: NodeJS.ProcessEnv = {}) {
  const path = [join(home, 'bin'), process.env.PATH].join(delimiter);
  const exec: typeof run = (command) => run({ ...command, env: { PATH: path, HOME: home } });
  return dockerKeychain({ env, home, exec }).credentialFor(parseRepository(image));
}

/** A credential helper that notes what it is asked, and answers with `answer`. */
const helper = (name: string, answer: string, exit = 0) =>
  write(
    `bin/docker-credential-${name}`,
    `#!/bin/sh\n{ echo "$1"; cat; } >> "${join(home, 'asked')}"\ncat <<'END'\n${answer}\nEND\nexit ${exit}\n`,
    0o755,
  );

describe('the configuration of docker', () => {
  it('is read from ~/.docker, or from DOCKER_CONFIG', async () => {
    await write('.docker/config.json', { auths: { 'ghcr.io': auth('one', 'sesame:2:3') } });
    const folder = dirname(
      await write('other/config.json', { auths: { 'ghcr.io': auth('two', 'sesame-4') } }),
    );
    expect(await find('ghcr.io/acme/widgets')).toEqual(basic('one', 'sesame:2:3'));
    expect(await find('ghcr.io/acme/widgets', { DOCKER_CONFIG: folder })).toEqual(basic('two', 'sesame-4'));
  });

  it.each([
    ['docker.io/acme/widgets', 'https://index.docker.io/v1/'],
    ['acme/widgets', 'index.docker.io'],
    ['debian', 'docker.io'],
    ['ghcr.io/acme/widgets', 'https://ghcr.io'],
    ['ghcr.io/acme/widgets', 'https://ghcr.io/v2/'],
    ['ghcr.io/acme/widgets', 'GHCR.io'],
    ['localhost:5000/x', 'http://localhost:5000'],
  ])('knows %s by the key %s', async (image, key) => {
    await write('.docker/config.json', { auths: { [key]: auth('u', 'sesame-1') } });
    expect(await find(image)).toEqual(basic('u', 'sesame-1'));
  });

  it.each([
    ['ghcr.io/acme/widgets', 'ghcr.io.example.com'],
    ['ghcr.io.example.com/acme/widgets', 'ghcr.io'],
    ['evil-ghcr.io/acme/widgets', 'ghcr.io'],
    ['localhost:5000/x', 'localhost'],
    ['localhost:5000/x', 'localhost:50000'],
    ['example.com/docker.io', 'docker.io'],
  ])('gives %s nothing that is meant for %s', async (image, key) => {
    await write('.docker/config.json', { auths: { [key]: auth('u', 'sesame-1') } });
    expect(await find(image)).toEqual({ kind: 'anonymous' });
  });

  it.each([
    ['a user and a password', { username: 'u', password: 'sesame-1' }, basic('u', 'sesame-1')],
    [
      'NUL bytes at the end',
      { auth: Buffer.from('u:sesame-1\0\0').toString('base64') },
      basic('u', 'sesame-1'),
    ],
    [
      'an identity token',
      { ...auth('u', ''), identitytoken: 'refresh' },
      { kind: 'identity-token', token: 'refresh' },
    ],
    ['a registry token', { registrytoken: 'ready' }, { kind: 'registry-token', token: 'ready' }],
    ['nothing, as docker leaves it for a store', {}, { kind: 'anonymous' }],
    ['nothing after logout', { auth: '' }, { kind: 'anonymous' }],
  ])('may have %s', async (_what, entry, expected) => {
    await write('.docker/config.json', { auths: { 'ghcr.io': entry } });
    expect(await find('ghcr.io/acme/widgets')).toEqual(expected);
  });

  it.each(['{', '[1', '{"auths":{},"auths":{}}', ''])(
    'that is broken (%s) is an error without its content',
    async (text) => {
      await write('.docker/config.json', text);
      await expect(find('ghcr.io/acme/widgets')).rejects.toMatchObject({ code: 'INVALID_DOCKER_CONFIG' });
    },
  );

  it('in DOCKER_AUTH_CONFIG comes first', async () => {
    await write('.docker/config.json', { auths: { 'ghcr.io': auth('file', 'sesame-1') } });
    const env = {
      DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { 'ghcr.io': auth('variable', 'sesame-1') } }),
    };
    expect(await find('ghcr.io/acme/widgets', env)).toEqual(basic('variable', 'sesame-1'));
    expect(await find('quay.io/acme/widgets', env)).toEqual({ kind: 'anonymous' });
  });
});

describe('the files of podman', () => {
  const entry = (name: string) => ({ auths: { 'quay.io': auth(name, 'sesame-1') } });

  it("come after docker's, in their order", async () => {
    const env = {
      REGISTRY_AUTH_FILE: join(home, 'explicit.json'),
      XDG_RUNTIME_DIR: join(home, 'runtime'),
      XDG_CONFIG_HOME: join(home, 'xdg'),
    };
    const places = [
      '.config/containers/auth.json',
      'xdg/containers/auth.json',
      'runtime/containers/auth.json',
      'explicit.json',
      '.docker/config.json',
    ];
    for (const place of places) {
      await write(place, entry(place));
      expect(await find('quay.io/acme/widgets', env)).toEqual(basic(place, 'sesame-1'));
    }
  });

  it('may name a namespace, and the longest one wins', async () => {
    await write('.config/containers/auth.json', {
      auths: {
        'quay.io': auth('host', 'sesame-1'),
        'quay.io/acme': auth('namespace', 'sesame-1'),
        'quay.io/acme/widgets': auth('repository', 'sesame-1'),
      },
    });
    expect(await find('quay.io/acme/widgets')).toEqual(basic('repository', 'sesame-1'));
    expect(await find('quay.io/acme/gadgets')).toEqual(basic('namespace', 'sesame-1'));
    expect(await find('quay.io/acmes/gadgets')).toEqual(basic('host', 'sesame-1'));
  });
});

describe.skipIf(process.platform === 'win32')('a credential helper', () => {
  it('of the registry comes before the store, and the store before the text', async () => {
    await helper(
      'special',
      JSON.stringify({ ServerURL: 'ghcr.io', Username: 'special', Secret: 'sesame-5' }),
    );
    await helper('store', JSON.stringify({ ServerURL: 'x', Username: 'store', Secret: 'sesame-5' }));
    const auths = { 'ghcr.io': auth('text', 'sesame-1'), 'quay.io': auth('text', 'sesame-1') };
    await write('.docker/config.json', { auths, credsStore: 'store', credHelpers: { 'ghcr.io': 'special' } });
    expect(await find('ghcr.io/acme/widgets')).toEqual(basic('special', 'sesame-5'));
    expect(await find('quay.io/acme/widgets')).toEqual(basic('store', 'sesame-5'));
  });

  it("is asked by docker's protocol, once for a registry", async () => {
    await helper('store', JSON.stringify({ Username: '<token>', Secret: 'refresh' }));
    await write('.docker/config.json', { credsStore: 'store' });
    const exec: typeof run = (command) =>
      run({ ...command, env: { PATH: `${join(home, 'bin')}:${process.env.PATH}` } });
    const keychain = dockerKeychain({ env: {}, home, exec });
    const all = await Promise.all(
      ['debian', 'acme/widgets', 'ghcr.io/a'].map((image) => keychain.credentialFor(parseRepository(image))),
    );
    expect(all).toEqual(Array(3).fill({ kind: 'identity-token', token: 'refresh' }));
    const asked = await run({ command: 'sort', args: [join(home, 'asked')], timeoutMs: 5000 });
    expect(asked.stdout.replaceAll('\n', ' ').trim().match(/get/g)).toHaveLength(2);
    expect(asked.stdout).toContain('https://index.docker.io/v1/');
    expect(asked.stdout).toContain('ghcr.io');
  });

  it('that has nothing means anonymous', async () => {
    await helper('store', 'credentials not found in native keychain', 1);
    await write('.docker/config.json', { credsStore: 'store' });
    expect(await find('ghcr.io/acme/widgets')).toEqual({ kind: 'anonymous' });
  });

  it.each([
    ['fails', 'no such secret service', 1, 'ended with exit code 1'],
    ['prints no JSON', 'hunter2', 0, 'not JSON with Username and Secret'],
    ['prints half an answer', '{"Username":"hunter2"}', 0, 'not JSON with Username and Secret'],
  ])('that %s is an error without what it printed', async (_what, answer, exit, found) => {
    await helper('store', answer, exit);
    await write('.docker/config.json', { credsStore: 'store' });
    const failed = find('ghcr.io/acme/widgets');
    await expect(failed).rejects.toMatchObject({ kind: 'auth', message: expect.stringContaining(found) });
    await expect(failed).rejects.toMatchObject({ message: expect.not.stringContaining('hunter2') });
  });

  it('that is missing or has a strange name is an error', async () => {
    await write('.docker/config.json', { credHelpers: { 'ghcr.io': 'nowhere', 'quay.io': '../x' } });
    await expect(find('ghcr.io/a')).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringContaining('was not found'),
    });
    await expect(find('quay.io/a')).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringContaining('its name'),
    });
  });
});
