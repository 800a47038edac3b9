import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { archiveOf, elf, temporaryFolder } from '../../packages/actions/manifest-part/test/archives.ts';
import { LEG } from '../../packages/actions/manifest-part/test/given.ts';
import { writeToBranch } from '../../packages/libs/git-writer/src/index.ts';
import { BareRemote } from '../../packages/libs/git-writer/test/bare-remote.ts';
import { gitTarget, realDeps, request } from '../../packages/libs/git-writer/test/entries.ts';
import { GitServer } from '../../packages/libs/git-writer/test/git-server.ts';
import {
  type ArtifactService,
  startArtifactService,
} from '../../packages/libs/parts/test/artifact-service.ts';
import { run } from '../../packages/libs/process/src/index.ts';
import { repositoryRoot } from '../repository.ts';
import { makeCertificate } from './certificate.ts';
import { startProxy } from './proxy-server.ts';
import { runBuiltAction } from './run-built-action.ts';
import { startTlsFront } from './tls-front.ts';

const PASSWORD = 'p@ss:w%rd/1';
const BASIC = Buffer.from(`corp user:${PASSWORD}`).toString('base64');
const SECRETS = [PASSWORD, encodeURIComponent(PASSWORD), BASIC];
const TOKEN = `x.${Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url')}.x`;

const GIT_TOKEN = 'ghs_averysecrettoken1234567890';
const GIT_BASIC = Buffer.from(`x-access-token:${GIT_TOKEN}`).toString('base64');

const certificate = makeCertificate('example.test');
const cleanup = new AsyncDisposableStack();
/** What GitHub's API was asked for, below any proxy. */
const api: string[] = [];
let artifacts: ArtifactService;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let git: { readonly remote: BareRemote; readonly server: GitServer };

beforeAll(async () => {
  const server = createServer((request, response) => {
    api.push(`${request.method} ${request.url}`);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  cleanup.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  artifacts = cleanup.use(await startArtifactService('https://results.example.test'));
  const remote = cleanup.use(new BareRemote());
  remote.git(['config', 'http.receivepack', 'true']);
  git = { remote, server: cleanup.use(await GitServer.start(remote.folder, `basic ${GIT_BASIC}`)) };
  const front = async (port: number) => cleanup.use(await startTlsFront(certificate, port)).port;
  proxy = cleanup.use(
    await startProxy({
      user: 'corp user',
      password: PASSWORD,
      hosts: {
        'api.example.test': await front((server.address() as AddressInfo).port),
        'results.example.test': await front(artifacts.port),
        'git.example.test': await front(Number(new URL(git.server.url).port)),
      },
    }),
  );
});
afterAll(() => cleanup.disposeAsync());
beforeEach(() => {
  api.length = 0;
  proxy.asked.length = 0;
});

/** The variables of a runner behind the proxy; an address that only the proxy can resolve for each service. */
const behind = (address: string) => ({
  HTTPS_PROXY: address,
  NODE_EXTRA_CA_CERTS: certificate.certFile,
  GITHUB_API_URL: 'https://api.example.test',
  ACTIONS_RESULTS_URL: 'https://results.example.test',
  ACTIONS_RUNTIME_TOKEN: TOKEN,
});

const SHA = 'a'.repeat(40);
/** One request or more for each action that makes any, and the host that it asks. */
const CALLS: Readonly<Record<string, { readonly inputs: Record<string, string>; readonly host: string }>> = {
  'ci-green-gate': { inputs: { workflows: '- ci.yml', branch: 'main', sha: SHA }, host: 'api.example.test' },
  'settings-audit': { inputs: { path: 'expected.yml', token: 'ghs_hush' }, host: 'api.example.test' },
  'select-versions': {
    inputs: {
      arches: 'ppc64le',
      'platform-versions': '24.04',
      version: '3.14.2',
      'upstream-manifest': 'https://api.example.test/manifest.json',
    },
    host: 'api.example.test',
  },
  'manifest-merge': { inputs: { token: 'ghs_hush' }, host: 'results.example.test' },
};

/** Runs `name` in a workspace with the files that the actions read. */
async function play(name: string, inputs: Record<string, string>, address: string) {
  await using workspace = await mkdtempDisposable(join(tmpdir(), 'gatehouse-proxies-'));
  await writeFile(join(workspace.path, 'expected.yml'), 'environments: { pypi: { deploy-from: any } }');
  const env = { ...behind(address), GITHUB_WORKSPACE: workspace.path };
  return await runBuiltAction(name, { inputs, env, cwd: workspace.path });
}

describe('H2: behind a proxy that wants a password', () => {
  test.each(Object.entries(CALLS))('%s reaches what it asks', async (name, { inputs, host }) => {
    const result = await play(name, inputs, proxy.withPassword());
    expect(proxy.asked).toContain(`CONNECT ${host}:443`);
    expect(host === 'api.example.test' ? api : artifacts.calls).not.toEqual([]);
    for (const secret of SECRETS) expect(result.log).not.toContain(secret);
  });

  // The artifact client takes half a minute for its own attempts, so it is left out here.
  const ofApi = Object.entries(CALLS).filter(([, { host }]) => host === 'api.example.test');
  test.each(ofApi)('%s says so where the password is wrong', async (name, { inputs }) => {
    const result = await play(name, inputs, proxy.withPassword('wrong-password'));
    expect(result.exitCode).toBe(1);
    expect(result.log).toMatch(/407/);
    expect(result.log).not.toContain('wrong-password');
    expect(api).toEqual([]);
  });

  test('a part is uploaded, its archive included', async () => {
    await using workspace = await temporaryFolder();
    await mkdir(join(workspace.path, 'dist'));
    const archive = await archiveOf('.tar.gz', [{ path: 'bin/python3', content: elf('ppc64le') }]);
    await writeFile(join(workspace.path, 'dist', 'python-3.14.2-linux-24.04-ppc64le.tar.gz'), archive);
    const result = await runBuiltAction('manifest-part', {
      inputs: { ...LEG },
      env: behind(proxy.withPassword()),
      cwd: workspace.path,
    });
    expect({ exitCode: result.exitCode, stored: artifacts.artifacts.size }).toEqual({
      exitCode: 0,
      stored: 1,
    });
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT results.example.test:443']));
    for (const secret of SECRETS) expect(result.log).not.toContain(secret);
  });

  test('git pushes', async () => {
    const env = { ...process.env, https_proxy: proxy.withPassword(), GIT_SSL_CAINFO: certificate.certFile };
    const target = gitTarget('https://git.example.test/remote.git', { token: GIT_TOKEN });
    const written = await writeToBranch(request('a', target), realDeps({ env }));
    expect(written).toMatchObject({ commit: git.remote.head() });
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT git.example.test:443']));
  });

  test('git fails at once where the password is wrong', async () => {
    const env = {
      ...process.env,
      https_proxy: proxy.withPassword('wrong-password'),
      GIT_SSL_CAINFO: certificate.certFile,
    };
    const target = gitTarget('https://git.example.test/remote.git', { token: GIT_TOKEN });
    const error = await writeToBranch(request('b', target), realDeps({ env })).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'NO_PERMISSION', message: expect.stringContaining('407') });
    expect(String(error)).not.toContain('wrong-password');
  });
});

describe('H2: gatehouse pin', () => {
  const pin = async (address: string) => {
    await using workspace = await mkdtempDisposable(join(tmpdir(), 'gatehouse-proxies-'));
    await mkdir(join(workspace.path, 'workflows-src', 'pins'), { recursive: true });
    await writeFile(
      join(workspace.path, 'workflows-src', 'pins', 'action.yml'),
      'runs:\n  using: composite\n  steps: []\n',
    );
    const main = join(repositoryRoot, 'packages', 'cli', 'src', 'main.ts');
    const { PATH, HOME } = process.env;
    return await run({
      command: process.execPath,
      args: [main, 'pin', 'actions/setup-go@v6.0.0'],
      cwd: workspace.path,
      env: { PATH, HOME, ...behind(address) },
      timeoutMs: 60_000,
    });
  };

  test('goes through the proxy, and shows no password', async () => {
    const { exitCode, stdout, stderr } = await pin(proxy.withPassword());
    expect(proxy.asked).toContain('CONNECT api.example.test:443');
    expect(api).not.toEqual([]);
    expect(exitCode).toBe(1);
    for (const secret of SECRETS) expect(stdout + stderr).not.toContain(secret);
  });

  test('says so when the proxy rejects the password', async () => {
    const { exitCode, stdout, stderr } = await pin(proxy.withPassword('wrong-password'));
    expect({ exitCode, api }).toEqual({ exitCode: 1, api: [] });
    expect(stderr).toMatch(/407|proxy/i);
    expect(stdout + stderr).not.toContain('wrong-password');
  });
});
