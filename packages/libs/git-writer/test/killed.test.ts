import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { gitTarget, realDeps, request, run1 } from './entries.ts';

const WRITER = join(import.meta.dirname, 'writer-process.ts');
const GIT = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();

/** Stands before git on PATH: notes each command, and kills the writer around the one that is named. */
const SHIM = `#!/bin/sh
echo $PPID > "$STAGE/writer"
echo "$1" >> "$STAGE/commands"
n=$(grep -c . "$STAGE/commands")
test "$KILL" = "before $n" && kill -9 $PPID && exit 1
"${GIT}" "$@"
code=$?
test "$KILL" = "after $n" && kill -9 $PPID
exit $code
`;

/** Runs a writer for the entry `a` until it ends; gives the signal that ended it. */
async function runWriter(remote: BareRemote, kill: string): Promise<string | null> {
  const bin = join(remote.folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), SHIM);
  chmodSync(join(bin, 'git'), 0o755);
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    RUNNER_TEMP: remote.folder,
    STAGE: remote.folder,
    KILL: kill,
  };
  const child = spawn(process.execPath, [WRITER, remote.path, 'a'], { env, stdio: 'ignore' });
  const [, signal] = await once(child, 'exit');
  return signal;
}

/** What holds wherever the writer was killed: its commit is whole or not there, and the next one goes on. */
async function expectBeforeOrAfter(remote: BareRemote, old: string | undefined): Promise<void> {
  const head = remote.head() ?? '';
  if (head !== old) {
    expect(remote.git(['rev-parse', `${head}^`])).toBe(old);
    expect(JSON.parse(remote.read('entries.json', head))).toEqual(['a']);
  }
  const run = { ...run1, runAttempt: 2 };
  const again = await writeToBranch(request('a', gitTarget(remote.path), { run }), realDeps());
  expect(again).toMatchObject({ kind: 'committed', base: old });
  expect(JSON.parse(remote.read('entries.json'))).toEqual(['a']);
  expect(remote.count()).toBe(2);
  remote.git(['fsck', '--strict']);
}

const COMMANDS = ['init', 'ls-remote', 'fetch', 'log', 'ls-tree', 'cat-file', 'fast-import', 'push'];
const READ_BACK = ['fetch', 'log', 'ls-tree', 'cat-file'];
const points = [...COMMANDS, ...READ_BACK].flatMap((command, index) => [
  { kill: `before ${index + 1}`, command },
  { kill: `after ${index + 1}`, command },
]);

describe('a writer that is killed leaves the branch before or after, never between', {
  timeout: 120_000,
}, () => {
  test.concurrent.each(points)('$kill, git $command', async ({ kill, command }) => {
    using remote = new BareRemote();
    const old = remote.head();
    expect(await runWriter(remote, kill)).toBe('SIGKILL');
    expect(readFileSync(join(remote.folder, 'commands'), 'utf8').trim().split('\n').at(-1)).toBe(command);
    await expectBeforeOrAfter(remote, old);
  });

  // Here git and its connection go too, while the other side is in the middle of the push.
  const moments = [
    ['pre-receive', ''],
    ['update', ''],
    ['reference-transaction', 'test "$1" = prepared || exit 0;'],
    ['reference-transaction', 'test "$1" = committed || exit 0;'],
    ['post-receive', ''],
  ] as const;
  test.concurrent.each(moments)('in %s %s', async (hook, when) => {
    using remote = new BareRemote();
    const old = remote.head();
    const once = 'test -e broken && exit 0; touch broken;';
    const push = 'client=$(ps -o ppid= -p $PPID); kill -9 $(cat ../writer) $client';
    remote.hook(hook, `${when} ${once} ${push}; exit 0`);
    expect(await runWriter(remote, '')).toBe('SIGKILL');
    await expectBeforeOrAfter(remote, old);
  });
});
