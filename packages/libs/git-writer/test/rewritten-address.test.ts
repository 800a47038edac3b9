import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { gitTarget, realDeps, request } from './entries.ts';
import { GitServer } from './git-server.ts';

/** Settings of git, as a runner has them in one of four places. */
const PLACES = ['system', 'global', 'environment', 'parameters'] as const;

function environmentWith(
  place: (typeof PLACES)[number],
  settings: readonly (readonly [section: string, name: string, value: string])[],
  folder: string,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder };
  const file = join(folder, 'machine.gitconfig');
  const text = settings
    .map(([section, name, value]) => `[url "${section}"]\n\t${name} = ${value}\n`)
    .join('');
  switch (place) {
    case 'system':
      writeFileSync(file, text);
      return { ...env, GIT_CONFIG_SYSTEM: file };
    case 'global':
      writeFileSync(file, text);
      return { ...env, GIT_CONFIG_GLOBAL: file };
    case 'environment':
      for (const [index, [section, name, value]] of settings.entries()) {
        env[`GIT_CONFIG_KEY_${index}`] = `url.${section}.${name}`;
        env[`GIT_CONFIG_VALUE_${index}`] = value;
      }
      return { ...env, GIT_CONFIG_COUNT: String(settings.length) };
    case 'parameters':
      return {
        ...env,
        GIT_CONFIG_PARAMETERS: settings.map(([s, name, value]) => `'url.${s}.${name}=${value}'`).join(' '),
      };
    default:
      return place satisfies never;
  }
}

describe.each(PLACES)('M8: an address that the %s configuration rewrites', (place) => {
  test('with insteadOf is shown as the one that is read and written', async () => {
    using asked = new BareRemote();
    using other = new BareRemote();
    const env = environmentWith(place, [[other.path, 'insteadOf', asked.path]], other.folder);
    const deps = realDeps({ env });
    const result = await writeToBranch(request('a', gitTarget(asked.path)), deps);
    expect(result).toMatchObject({ kind: 'committed', address: other.path, commit: other.head() });
    expect({ asked: asked.count(), other: other.count() }).toEqual({ asked: 1, other: 2 });
    expect(deps.lines).toContainEqual(expect.stringContaining(`rewrites "${asked.path}" to "${other.path}"`));
  });

  test('with pushInsteadOf is written where it is read', async () => {
    using asked = new BareRemote();
    using other = new BareRemote();
    const env = environmentWith(place, [[other.path, 'pushInsteadOf', asked.path]], other.folder);
    const result = await writeToBranch(request('a', gitTarget(asked.path)), realDeps({ env }));
    expect(result).toMatchObject({ kind: 'committed', address: asked.path, commit: asked.head() });
    expect({ asked: asked.count(), other: other.count() }).toEqual({ asked: 2, other: 1 });
  });

  test('to one with a password is named without it', async () => {
    using asked = new BareRemote();
    const basic = `Basic ${Buffer.from('robot:hunter2secret').toString('base64')}`;
    await using server = await GitServer.start(asked.folder, basic);
    const base = server.url.replace('://', '://robot:hunter2secret@');
    const env = environmentWith(place, [[`${base}/none/`, 'insteadOf', `${asked.folder}/`]], asked.folder);
    const deps = realDeps({ env });
    const failure = await writeToBranch(request('a', gitTarget(asked.path)), deps).catch((error) => error);
    expect(failure).toMatchObject({
      code: 'REMOTE_NOT_FOUND',
      message: expect.stringContaining(`${server.url}/none/remote.git`),
    });
    expect(JSON.stringify([failure.message, deps.lines])).not.toContain('hunter2secret');
  });
});
