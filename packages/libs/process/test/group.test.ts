import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../../../tools/test/living.ts';
import { windowsGroup } from '../src/group.ts';
import { run } from '../src/index.ts';

const sh = (script: string, timeoutMs: number, graceMs = 300) =>
  run({ command: 'bash', args: ['-c', script], timeoutMs, graceMs });

/** Ignores SIGTERM, as does what it starts. */
const STUBBORN = "trap '' TERM; echo $BASHPID; while :; do sleep 0.1; done";

const pidsIn = (stdout: string) => stdout.trim().split('\n').map(Number);

describe.runIf(process.platform !== 'win32')('the deadline', () => {
  it('ends a command that heeds SIGTERM, and keeps what it wrote', async () => {
    const result = await sh('echo $$; exec sleep 60', 300);
    expect(result).toMatchObject({ kind: 'timed-out', timeoutMs: 300 });
    expect(pidsIn(result.stdout).map(isAlive)).toEqual([false]);
  });

  it('lets a command clean up within the grace period', async () => {
    const result = await sh("trap 'echo cleaned; exit 0' TERM; sleep 60 & wait", 300, 5000);
    expect(result).toMatchObject({ kind: 'timed-out', stdout: 'cleaned\n' });
  });

  it('ends a grandchild that ignores SIGTERM', async () => {
    const result = await sh(`(${STUBBORN}) & wait`, 300);
    expect(result.kind).toBe('timed-out');
    expect(pidsIn(result.stdout).map(isAlive)).toEqual([false]);
  });

  it.runIf(process.platform === 'linux')(
    'reaches the children of timeout(1), which makes a process group of its own',
    async () => {
      const result = await sh(`timeout 60 bash -c "${STUBBORN.replace('$BASHPID', '\\$\\$')}"; true`, 500);
      expect(result.kind).toBe('timed-out');
      expect(pidsIn(result.stdout).map(isAlive)).toEqual([false]);
    },
  );
});

describe.runIf(process.platform !== 'win32')('a leader that exits first', () => {
  it('does not save a grandchild that ignores SIGTERM and holds the output', async () => {
    const result = await sh(`(${STUBBORN}) & sleep 0.3; exit 5`, 20_000);
    expect(result).toMatchObject({ kind: 'exited', exitCode: 5 });
    expect(pidsIn(result.stdout).map(isAlive)).toEqual([false]);
  });

  it('does not save a grandchild that has let go of the output', async () => {
    const result = await sh("bash -c 'echo $$; exec >/dev/null 2>&1; exec sleep 60' & sleep 0.5", 20_000);
    expect(pidsIn(result.stdout).map(isAlive)).toEqual([false]);
  });

  it('leaves time for the last lines of what it started', async () => {
    const result = await sh('(sleep 0.3; echo late) & exit 0', 20_000, 5000);
    expect(result).toMatchObject({ kind: 'exited', exitCode: 0, stdout: 'late\n' });
  });

  it('is not waited for beyond the deadline because of its grandchild', async () => {
    const result = await sh('sleep 60 & echo $!; exit 0', 600, 50_000);
    expect(result).toMatchObject({ kind: 'exited', exitCode: 0 });
    expect(pidsIn(result.stdout).map(isAlive)).toEqual([false]);
  });
});

describe.runIf(process.platform === 'linux')('a daemon in a session of its own', () => {
  it('is left alone, and its hold on the output is not waited for', async () => {
    const result = await sh("setsid bash -c 'echo $$; exec sleep 60' & sleep 0.5", 20_000);
    const [daemon = 0] = pidsIn(result.stdout);
    expect(isAlive(daemon)).toBe(true);
    process.kill(daemon, 'SIGKILL');
  });
});

it('ends a running command when its signal is aborted', async () => {
  const result = await run({
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1e6)'],
    timeoutMs: 20_000,
    signal: AbortSignal.timeout(200),
  });
  expect(result).toMatchObject({ kind: 'aborted', exitCode: undefined });
});

describe('on Windows', () => {
  it('has taskkill end the whole tree by force, whatever the grace period', async () => {
    const calls: unknown[] = [];
    const start = ((file: string, args: readonly string[], options: object) => {
      calls.push([file, args, options]);
      return spawn(process.execPath, ['-e', '']);
    }) as typeof spawn;
    await windowsGroup(4711, start).end(5000);
    expect(calls).toEqual([['taskkill', ['/PID', '4711', '/T', '/F'], { stdio: 'ignore' }]]);
  });

  it('goes on when there is no taskkill', async () => {
    const missing = (() => spawn('no-such-command-here')) as unknown as typeof spawn;
    await expect(windowsGroup(4711, missing).end(5000)).resolves.toBeUndefined();
  });
});
