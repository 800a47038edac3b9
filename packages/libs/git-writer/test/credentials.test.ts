import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { gitTarget, realDeps, request } from './entries.ts';
import { GitServer, type Interruption } from './git-server.ts';

const token = 'ghs_averysecrettoken1234567890';
const basic = Buffer.from(`x-access-token:${token}`).toString('base64');

/** Every file below the temporary folder of a write, at the moment of the push. */
function filesBelow(folder: string): string {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return names.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
}

describe('a token', () => {
  test('opens the remote, and is in no argument, no file, no log line and no result', async () => {
    using remote = new BareRemote();
    remote.git(['config', 'http.receivepack', 'true']);
    await using server = await GitServer.start(remote.folder, `basic ${basic}`);
    const trace = join(remote.folder, 'trace.json');
    const deps = realDeps({ env: { ...process.env, GIT_TRACE2_EVENT: trace, RUNNER_TEMP: remote.folder } });
    let files = '';
    const exec: typeof deps.exec = (command) => {
      if (command.args?.[0] === 'push') files = filesBelow(remote.folder);
      return deps.exec(command);
    };
    const target = gitTarget(`${server.url}/remote.git`, { token });
    const result = await writeToBranch(request('a', target), { ...deps, exec });
    expect(result).toMatchObject({ kind: 'committed', commit: remote.head() });
    expect(new Set(server.authorizations)).toEqual(new Set([`basic ${basic}`]));
    const arguments_ = readFileSync(trace, 'utf8');
    expect(arguments_).toContain('remote-http');
    for (const text of [arguments_, files, deps.lines.join('\n'), JSON.stringify(result)]) {
      expect(text).not.toMatch(new RegExp(`${token}|${basic}`));
    }
  });

  test('that is wrong fails at once with NO_PERMISSION, without a prompt and without showing it', async () => {
    using remote = new BareRemote();
    await using server = await GitServer.start(remote.folder, 'basic something-else');
    const write = writeToBranch(request('a', gitTarget(`${server.url}/remote.git`, { token })), realDeps());
    const error = await write.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'NO_PERMISSION' });
    expect(JSON.stringify(error) + String(error)).not.toMatch(new RegExp(`${token}|${basic}`));
  });

  test.each([
    ['in the address', { remote: { url: `https://x:${token}@github.com/acme/widgets` } }],
    ['over http to another machine', { remote: { url: 'http://example.com/acme/widgets' }, token }],
  ])('%s is refused, and the message does not show it', async (_, rest) => {
    const error = await writeToBranch(request('a', gitTarget('', rest)), realDeps()).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'BAD_REMOTE' });
    expect(String(error)).not.toContain(token);
  });
});

/** Answers the first `count` requests that push with `status`. */
function refusePush(status: number, count: number): Interruption {
  let refused = 0;
  return ({ url }, response) => {
    if (!url?.includes('git-receive-pack') || refused === count) return false;
    refused += 1;
    response.writeHead(status).end();
    return true;
  };
}

describe('a server that', () => {
  test('answers 503 to the push is asked again', async () => {
    using remote = new BareRemote();
    remote.git(['config', 'http.receivepack', 'true']);
    await using server = await GitServer.start(remote.folder, `basic ${basic}`, refusePush(503, 1));
    const target = gitTarget(`${server.url}/remote.git`, { token });
    expect(await writeToBranch(request('a', target), realDeps())).toMatchObject({
      attempts: 2,
      landedBy: 'push',
    });
  });

  test('answers 403 to the push is not asked again', async () => {
    using remote = new BareRemote();
    await using server = await GitServer.start(remote.folder, `basic ${basic}`, refusePush(403, 1));
    const write = writeToBranch(request('a', gitTarget(`${server.url}/remote.git`, { token })), realDeps());
    await expect(write).rejects.toMatchObject({
      code: 'NO_PERMISSION',
      message: expect.stringContaining('403'),
      hint: expect.stringContaining('contents: write'),
    });
  });
});

test('what the caller has set for git stays, and the repository that it stands in does not matter', async () => {
  using remote = new BareRemote();
  const env = {
    ...process.env,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${remote.path}.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/acme/widgets.git',
    GIT_DIR: '/nowhere',
    GIT_INDEX_FILE: '/nowhere',
    GIT_WORK_TREE: '/nowhere',
  };
  const target = gitTarget('https://github.com/acme/widgets.git', { token });
  expect(await writeToBranch(request('a', target), realDeps({ env }))).toMatchObject({ kind: 'committed' });
});
