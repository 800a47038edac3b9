import { spawn } from 'node:child_process';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../../../tools/test/certificate.ts';
import { startProxy } from '../../../../tools/test/proxy-server.ts';
import { normalizeNoProxy } from '../src/proxy/no-proxy.ts';
import { readProxySettings } from '../src/proxy/settings.ts';

const USER = 'corp user';
const PASSWORD = 'p@ss:w%rd/1';
const API = 'https://api.example.test/x';

const certificate = makeCertificate('example.test');
const origin = createServer(certificate, (request, response) =>
  response.end(`hello from ${request.headers.host}`),
);
let proxy: Awaited<ReturnType<typeof startProxy>>;

beforeAll(async () => {
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const { port } = origin.address() as AddressInfo;
  proxy = await startProxy({ user: USER, password: PASSWORD, hosts: { 'api.example.test': port } });
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  origin.closeAllConnections();
  await new Promise((resolve) => origin.close(resolve));
});

/** An older Node: one that cannot be told of proxies while it runs, and one that knows of none at all. */
const WITHOUT_SETTER = 'data:text/javascript,import http from "node:http";delete http.setGlobalProxyFromEnv;';
const WITHOUT_PROXIES = `${WITHOUT_SETTER}Object.defineProperty(process,"allowedNodeEnvironmentFlags",{value:new Set()});`;

/** Runs an action that gets `urls`, on a machine with `env` and nothing else. */
async function get(urls: readonly string[], env: NodeJS.ProcessEnv, node: readonly string[] = []) {
  proxy.asked.length = 0;
  const args = [...node, join(import.meta.dirname, 'proxy-process.ts'), ...urls];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: certificate.certFile, ...env },
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  const lines = stdout.split('\n');
  const shown = [...lines.filter((line) => !line.startsWith('::add-mask::')), stderr].join('\n');
  const masks = lines.filter((line) => line.startsWith('::add-mask::')).map((line) => line.slice(12));
  const results = lines.filter((line) => line.startsWith('RESULT ')).map((line) => JSON.parse(line.slice(7)));
  return {
    code,
    shown,
    masks,
    results: results as { way: string; url: string; came: string }[],
    asked: [...proxy.asked],
  };
}

const HELLO = [
  { way: 'fetch', url: API, came: 'hello from api.example.test' },
  { way: 'agent', url: API, came: 'hello from api.example.test' },
];

describe('H2: every request goes through the proxy of the environment', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('named by %s, with its password', async (name) => {
    const { results, asked, code } = await get([API], { [name]: proxy.withPassword() });
    expect(results).toEqual(HELLO);
    expect(asked).toEqual(['CONNECT api.example.test:443', 'CONNECT api.example.test:443']);
    expect(code).toBe(0);
  });

  test('also on a Node that reads its proxies only when it starts', async () => {
    const { results, code, shown } = await get([API], { HTTPS_PROXY: proxy.withPassword() }, [
      '--import',
      WITHOUT_SETTER,
    ]);
    expect(results).toEqual(HELLO);
    expect(code).toBe(0);
    // The commands that an action runs are no business of its proxies.
    expect(shown).toContain('LEFT {}');
  });

  test('or fails with words on a Node that has no proxies', async () => {
    const { results, asked } = await get([API], { HTTPS_PROXY: proxy.withPassword() }, [
      '--import',
      WITHOUT_PROXIES,
    ]);
    expect(results[0]?.came).toMatch(/HTTPS_PROXY is set, and Node v\S+ cannot use a proxy/);
    expect(asked).toEqual([]);
  });

  test('and passes its end on to whoever started it again', async () => {
    const { code } = await get([], { HTTPS_PROXY: 'http://127.0.0.1:1', LINGER_MS: '1' }, [
      '--import',
      WITHOUT_SETTER,
      '--import',
      'data:text/javascript,process.env.NODE_USE_ENV_PROXY&&process.on("exit",()=>{process.exitCode=7})',
    ]);
    expect(code).toBe(7);
  });

  test.each([
    ['the wrong password', 'wrong-pass', 407],
    ['no password', '', 407],
  ])('and fails with %s', async (_name, password, status) => {
    const { results } = await get([API], { HTTPS_PROXY: proxy.withPassword(password) });
    expect(results.map(({ came }) => came)).toEqual([
      expect.stringMatching(/^failed: /),
      expect.stringContaining(String(status)),
    ]);
  });
});

describe('the password of a proxy', () => {
  const SECRETS = [
    PASSWORD,
    encodeURIComponent(PASSWORD),
    Buffer.from(`${USER}:${PASSWORD}`).toString('base64'),
  ];

  test('is hidden in every form before anything else is printed', async () => {
    const { masks } = await get([API], { HTTPS_PROXY: proxy.withPassword() });
    // A `%` is written as `%25` in a command to the runner.
    expect(masks.map((mask) => mask.replaceAll('%25', '%'))).toEqual(expect.arrayContaining(SECRETS));
  });

  test.each([
    ['an address that leads nowhere', `http://corp:${encodeURIComponent(PASSWORD)}@127.0.0.1:1`],
    ['SOCKS', `socks5://corp:${encodeURIComponent(PASSWORD)}@127.0.0.1:1`],
    ['no address', `http://corp:${PASSWORD}@ :::1`],
    ['a port that is none', `http://corp:${encodeURIComponent(PASSWORD)}@proxy:99999`],
  ])('is in no log and no error with %s', async (_name, address) => {
    const { shown } = await get([API], { HTTPS_PROXY: address });
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  });
});

test.each([
  ['socks5://u:p@proxy:1080', 'Found "socks5://proxy:1080" in HTTPS_PROXY'],
  ['http://u:p w@ ::1', 'Found an address that cannot be read in HTTPS_PROXY'],
])('a proxy at %s is refused', (address, message) => {
  expect(() => readProxySettings({ HTTPS_PROXY: address })).toThrowError(
    expect.objectContaining({ code: 'INVALID_PROXY', message: expect.stringContaining(message) }),
  );
});

test('a proxy without a scheme is one of HTTP, and lower case comes first', () => {
  const settings = readProxySettings({
    HTTPS_PROXY: 'proxy.corp:3128',
    http_proxy: 'http://one:1',
    HTTP_PROXY: 'http://two:2',
    NO_PROXY: '*',
  });
  expect(settings).toEqual({
    https_proxy: 'http://proxy.corp:3128/',
    http_proxy: 'http://one:1/',
    no_proxy: '*',
  });
});

describe('H2: NO_PROXY', () => {
  /** Hosts that the proxy does not know, so that only its own record counts. */
  const WAYS: readonly (readonly [noProxy: string, url: string, way: 'proxy' | 'direct'])[] = [
    ['', 'http://api.example.test/', 'proxy'],
    ['api.example.test', 'http://api.example.test/', 'direct'],
    ['API.Example.TEST', 'http://api.example.test/', 'direct'],
    ['example.test', 'http://api.example.test/', 'direct'],
    ['.example.test', 'http://api.example.test/', 'direct'],
    ['.example.test', 'http://example.test/', 'direct'],
    ['*.example.test', 'http://api.example.test/', 'direct'],
    ['example.test', 'http://notexample.test/', 'proxy'],
    ['other.test', 'http://api.example.test/', 'proxy'],
    ['other.test, api.example.test', 'http://api.example.test/', 'direct'],
    ['other.test api.example.test', 'http://api.example.test/', 'direct'],
    ['*', 'http://api.example.test/', 'direct'],
    ['other.test,*', 'http://api.example.test/', 'direct'],
    ['api.example.test:80', 'http://api.example.test/', 'direct'],
    ['api.example.test:8080', 'http://api.example.test/', 'proxy'],
    ['api.example.test:8123', 'http://api.example.test:8123/', 'direct'],
    ['10.1.2.3', 'http://10.1.2.4:8123/', 'proxy'],
    ['::FFFF:7F00:1', 'http://[::ffff:7f00:1]:8123/', 'direct'],
    ['[0::ffff:7f00:1]:8123', 'http://[::ffff:7f00:1]:8123/', 'direct'],
    ['[::ffff:7f00:1]:8080', 'http://[::ffff:7f00:1]:8123/', 'proxy'],
    ['', 'http://localhost:8123/', 'direct'],
    ['', 'http://127.0.0.1:8123/', 'direct'],
    ['', 'http://[::1]:8123/', 'direct'],
  ];
  const groups = Object.entries(Object.groupBy(WAYS, ([noProxy]) => noProxy));

  test.each(groups)('%j', async (noProxy, rows = []) => {
    const urls = rows.map(([, url]) => url);
    const { asked, results } = await get(urls, { HTTP_PROXY: proxy.withPassword(), NO_PROXY: noProxy });
    expect(results).toHaveLength(2 * urls.length);
    for (const [, url, way] of rows) {
      const { host, hostname, port } = new URL(url);
      const ways = [`GET ${url}`, `CONNECT ${host}`, `CONNECT ${hostname}:${port || 80}`];
      const seen = asked.filter((one) => ways.includes(one)).length;
      expect({ url, seen }).toEqual({ url, seen: way === 'proxy' ? 2 : 0 });
    }
  });

  test('keeps what it does not know', () => {
    expect(normalizeNoProxy('10.0.0.0/8')).toContain('10.0.0.0/8');
  });
});
