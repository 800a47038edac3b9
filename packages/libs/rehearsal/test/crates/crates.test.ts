import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { programsOrSkip } from '@gatehouse/toolchain';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CratesOptions,
  type CratesService,
  cratesService,
  identityEnvironment,
  identityRoutes,
  type Stage,
  startStage,
} from '../../src/index.ts';
import { crate, openWorkshop, type Workshop } from './cargo.ts';

const TOKEN = 'stage-user-token';
const AGENT = { 'user-agent': 'gatehouse-tests (https://example.invalid)' };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A registry of its own. */
async function open(options: CratesOptions = {}) {
  const crates = cratesService({ users: { [TOKEN]: 'octocat' }, ...options });
  const stage = await startStage({ routes: [...crates.routes, ...identityRoutes()] });
  const read = (path: string, headers: Record<string, string> = AGENT) =>
    fetch(`${stage.url}${path}`, { headers });
  return { crates, stage, read, [Symbol.asyncDispose]: stage.close };
}

/** What `cargo publish` would send, with a `.crate` of these entries. */
async function upload(
  stage: Stage,
  token: string,
  { name = 'widget', version = '1.0.0', bytes }: { name?: string; version?: string; bytes?: Buffer } = {},
) {
  const metadata = Buffer.from(JSON.stringify({ name, vers: version, deps: [], features: {} }));
  const tarball = bytes ?? (await crateFile({ [`${name}-${version}/Cargo.toml`]: '[package]' }));
  const counted = (part: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(part.length);
    return Buffer.concat([length, part]);
  };
  const response = await fetch(`${stage.url}/api/v1/crates/new`, {
    method: 'PUT',
    headers: { authorization: token },
    body: Buffer.concat([counted(metadata), counted(tarball)]),
  });
  return { status: response.status, text: await response.text() };
}

async function crateFile(entries: Readonly<Record<string, string | { link: string }>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(entries)) {
    if (typeof content === 'string') tar.entry({ name }, content);
    else tar.entry({ name, type: 'symlink', linkname: content.link });
  }
  tar.finalize();
  return gzipSync(await buffer(tar));
}

describe.skipIf(!programsOrSkip(['cargo']))('real cargo', () => {
  let crates: CratesService;
  let stage: Stage;
  let workshop: Workshop;
  beforeAll(async () => {
    ({ crates, stage } = await open());
    workshop = openWorkshop(stage, {
      ...crate('widget', '1.0.0'),
      ...crate('user-of-widget', '1.0.0', 'widget = { version = "1", registry = "stage" }'),
    });
  });
  afterAll(async () => {
    workshop[Symbol.dispose]();
    await stage.close();
  });
  const publish = (name: string, token = TOKEN) =>
    workshop.cargo(
      [
        'publish',
        '--registry',
        'stage',
        '--no-verify',
        '--allow-dirty',
        '--manifest-path',
        `${name}/Cargo.toml`,
      ],
      { CARGO_REGISTRIES_STAGE_TOKEN: token },
    );

  it('publishes, and the registry has exactly the bytes that cargo packed', async () => {
    const { exitCode, stderr } = await publish('widget');
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [held] = crates.versions('widget');
    const packed = await workshop.cargo([
      'package',
      '--no-verify',
      '--allow-dirty',
      '--manifest-path',
      'widget/Cargo.toml',
    ]);
    expect(packed.exitCode).toBe(0);
    const file = await readFile(join(workshop.folder, 'src/widget/target/package/widget-1.0.0.crate'));
    expect(held).toMatchObject({
      name: 'widget',
      checksum: sha256(file),
      by: { kind: 'user', user: 'octocat' },
    });
  });

  it('refuses the version that is there, whatever cargo says about it', async () => {
    const { exitCode } = await publish('widget');
    expect(exitCode).not.toBe(0);
    expect(crates.versions('widget')).toHaveLength(1);
  });

  it('resolves a dependency from the index and verifies what it downloads', async () => {
    expect(await publish('user-of-widget')).toMatchObject({ exitCode: 0 });
    const fetched = await workshop.cargo(['fetch', '--manifest-path', 'user-of-widget/Cargo.toml']);
    expect(fetched).toMatchObject({ exitCode: 0 });
    crates.distort('widget', '1.0.0', 'cdn', Buffer.from('other bytes'));
    const other = await workshop.cargo(['fetch', '--manifest-path', 'user-of-widget/Cargo.toml'], {
      CARGO_HOME: join(workshop.folder, 'empty-home'),
    });
    expect(other.exitCode).not.toBe(0);
    expect(other.stderr).toMatch(/checksum/);
  });

  it('is refused with a token that is not known', async () => {
    await writeFile(
      join(workshop.folder, 'src/widget/Cargo.toml'),
      crate('widget', '1.1.0')['widget/Cargo.toml'] ?? '',
    );
    const { exitCode, stderr } = await publish('widget', 'wrong');
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/403/);
    expect(crates.versions('widget')).toHaveLength(1);
  });
});

describe('an upload', () => {
  it.each([
    ['a file outside its folder', { 'other-1.0.0/Cargo.toml': '' }, /invalid path/],
    ['a path that leaves it', { 'widget-1.0.0/../x': '' }, /invalid path/],
    ['a link', { 'widget-1.0.0/link': { link: '/etc/passwd' } }, /link/],
    ['no manifest', { 'widget-1.0.0/src/lib.rs': '' }, /0 Cargo\.toml/],
    [
      'too many entries',
      { 'widget-1.0.0/a': '', 'widget-1.0.0/b': '', 'widget-1.0.0/c': '' },
      /too many entries/,
    ],
    ['too much inside', { 'widget-1.0.0/a': 'x'.repeat(5000) }, /too large when decompressed/],
  ] as const)('with %s is refused', async (_what, entries, text) => {
    await using registry = await open({ limits: { entries: 2, unpacked: 4096 } });
    const answer = await upload(registry.stage, TOKEN, { bytes: await crateFile(entries) });
    expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(text) });
    expect(registry.crates.versions('widget')).toEqual([]);
  });

  it('that is no archive, cut off or too large is refused', async () => {
    await using registry = await open({ limits: { packed: 500 } });
    expect(await upload(registry.stage, TOKEN, { bytes: Buffer.from('no gzip') })).toMatchObject({
      status: 400,
    });
    expect(await upload(registry.stage, TOKEN, { bytes: Buffer.alloc(501) })).toMatchObject({
      status: 400,
      text: expect.stringContaining('max upload size'),
    });
    const cut = await fetch(`${registry.stage.url}/api/v1/crates/new`, {
      method: 'PUT',
      headers: { authorization: TOKEN },
      body: Buffer.from([9, 0, 0, 0, 1]),
    });
    expect(cut.status).toBe(400);
  });

  it('beyond the rate is told when to come back, and build metadata is no new version', async () => {
    let now = Date.UTC(2026, 11, 1);
    await using registry = await open({ rate: { burst: 1, everyMs: 60_000 }, clock: () => now });
    expect(await upload(registry.stage, TOKEN)).toMatchObject({ status: 200 });
    const refused = await upload(registry.stage, TOKEN, { version: '1.1.0' });
    expect(refused).toMatchObject({
      status: 429,
      text: expect.stringContaining('try again after Tue, 01 Dec 2026 00:01:00 GMT'),
    });
    now += 60_000;
    expect(await upload(registry.stage, TOKEN, { version: '1.1.0' })).toMatchObject({ status: 200 });
    now += 60_000;
    const same = await upload(registry.stage, TOKEN, { version: '1.1.0+build.2' });
    expect(same).toMatchObject({ status: 400, text: expect.stringContaining('already uploaded') });
  });
});

describe('trusted publishing', () => {
  const claims = {
    repository: 'octo/widgets',
    runId: 7,
    attempt: 1,
    ref: 'refs/tags/v1.0.0',
    sha: 'a'.repeat(40),
    workflowRef: 'octo/widgets/.github/workflows/release.yml@refs/tags/v1.0.0',
    event: 'push',
    environment: 'crates-io',
  };
  const publishers = [
    { crate: 'widget', repository: 'Octo/Widgets', workflow: 'release.yml', environment: 'Crates-IO' },
  ];

  async function identity(stage: Stage, more: Partial<typeof claims> = {}, audience = 'crates.io') {
    const env = identityEnvironment(stage, { ...claims, ...more });
    const url = `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${audience}`;
    const headers = { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` };
    return ((await (await fetch(url, { headers })).json()) as { value: string }).value;
  }

  async function exchange(stage: Stage, jwt: string) {
    const response = await fetch(`${stage.url}/api/v1/trusted_publishing/tokens`, {
      method: 'PUT',
      body: JSON.stringify({ jwt }),
    });
    const body = (await response.json()) as { token?: string; errors?: { detail: string }[] };
    return { status: response.status, token: body.token ?? '', detail: body.errors?.[0]?.detail };
  }

  it('gives a token that is good for its crates until it is revoked', async () => {
    await using registry = await open({ publishers });
    const { stage, crates } = registry;
    crates.seed({ name: 'widget', version: '0.9.0', bytes: Buffer.from('x') });
    crates.seed({ name: 'other', version: '0.9.0', bytes: Buffer.from('x') });
    const { status, token } = await exchange(stage, await identity(stage));
    expect({ status, live: crates.liveTokens() }).toEqual({ status: 200, live: 1 });
    expect(await upload(stage, `Bearer ${token}`, { name: 'other' })).toMatchObject({ status: 403 });
    expect(await upload(stage, `Bearer ${token}`)).toMatchObject({ status: 200 });
    expect(crates.versions('widget').at(-1)?.by).toEqual({
      kind: 'trusted',
      repository: 'octo/widgets',
      runId: '7',
      sha: 'a'.repeat(40),
    });
    const headers = { authorization: `Bearer ${token}` };
    const revoked = await fetch(`${stage.url}/api/v1/trusted_publishing/tokens`, {
      method: 'DELETE',
      headers,
    });
    expect({ status: revoked.status, live: crates.liveTokens() }).toEqual({ status: 204, live: 0 });
    expect(await upload(stage, `Bearer ${token}`, { version: '2.0.0' })).toMatchObject({ status: 403 });
  });

  it.each([
    ['another repository', { repository: 'mallory/widgets' }, /No Trusted Publishing config/],
    [
      'another workflow',
      { workflowRef: 'octo/widgets/.github/workflows/ci.yml@refs/heads/main' },
      /No Trusted/,
    ],
    ['another environment', { environment: 'staging' }, /No Trusted/],
    ['an event that runs foreign code', { event: 'pull_request_target' }, /is not supported/],
  ])('gives none to %s', async (_what, more, detail) => {
    await using registry = await open({ publishers });
    const answer = await exchange(registry.stage, await identity(registry.stage, more));
    expect(answer).toMatchObject({ status: 400, token: '', detail: expect.stringMatching(detail) });
    expect(registry.crates.liveTokens()).toBe(0);
  });

  it('takes an identity token once, for its own audience, and before it expires', async () => {
    let now = Date.now();
    await using registry = await open({ publishers, clock: () => now });
    const { stage } = registry;
    const jwt = await identity(stage);
    expect(await exchange(stage, jwt)).toMatchObject({ status: 200 });
    expect(await exchange(stage, jwt)).toMatchObject({ detail: 'JWT has already been used' });
    expect(await exchange(stage, await identity(stage, {}, 'pypi'))).toMatchObject({ status: 400 });
    const old = await identity(stage);
    now += 600_000;
    expect(await exchange(stage, old)).toMatchObject({ detail: 'JWT has expired' });
    expect(await exchange(stage, 'no token')).toMatchObject({ status: 400 });
  });

  it('publishes no new crate, and a crate may take nothing else', async () => {
    await using registry = await open({ publishers, trustedOnly: ['widget'] });
    const { token } = await exchange(registry.stage, await identity(registry.stage));
    expect(await upload(registry.stage, `Bearer ${token}`)).toMatchObject({ status: 404 });
    expect(await upload(registry.stage, TOKEN)).toMatchObject({
      status: 403,
      text: expect.stringContaining('only be published using Trusted Publishing'),
    });
  });
});

describe('reading', () => {
  const seeded = async (options: CratesOptions = {}) => {
    const registry = await open(options);
    registry.crates.seed({ name: 'Widget', version: '1.0.0', bytes: Buffer.from('bytes') });
    return registry;
  };
  const checksum = sha256(Buffer.from('bytes'));

  it('index, API and file server tell of the same bytes', async () => {
    await using registry = await seeded();
    const line = JSON.parse(await (await registry.read('/index/wi/dg/widget')).text());
    expect(line).toMatchObject({ name: 'Widget', vers: '1.0.0', cksum: checksum, yanked: false });
    expect(await (await registry.read('/api/v1/crates/widget/1.0.0')).json()).toMatchObject({
      version: { checksum, trustpub_data: null },
    });
    const file = await registry.read('/api/v1/crates/Widget/1.0.0/download');
    expect(await file.text()).toBe('bytes');
    expect((await registry.read('/index/wx/dg/widget')).status).toBe(404);
  });

  it('each can be late, or wrong, by itself', async () => {
    await using registry = await seeded();
    registry.crates.hide('widget', '1.0.0', 'cdn', 1);
    registry.crates.distort('widget', '1.0.0', 'api', Buffer.from('others'));
    const path = '/crates/Widget/Widget-1.0.0.crate';
    expect([(await registry.read(path)).status, (await registry.read(path)).status]).toEqual([403, 200]);
    expect(await (await registry.read('/api/v1/crates/widget/1.0.0')).json()).toMatchObject({
      version: { checksum: sha256(Buffer.from('others')) },
    });
    registry.crates.yank('widget', '1.0.0');
    const line = JSON.parse(await (await registry.read('/index/wi/dg/widget')).text());
    expect(line).toMatchObject({ cksum: checksum, yanked: true });
  });

  it('the API answers only who says what it is', async () => {
    await using registry = await seeded();
    expect((await registry.read('/api/v1/crates/widget', { 'user-agent': 'node' })).status).toBe(403);
    expect((await registry.read('/api/v1/crates/widget')).status).toBe(200);
  });

  it('a private registry answers nothing without a token', async () => {
    await using registry = await seeded({ reading: 'token' });
    const config = await (await registry.read('/index/config.json')).json();
    expect(config).toMatchObject({ 'auth-required': true });
    expect((await registry.read('/index/wi/dg/widget')).status).toBe(401);
    expect((await registry.read('/index/wi/dg/widget', { ...AGENT, authorization: TOKEN })).status).toBe(200);
  });
});
