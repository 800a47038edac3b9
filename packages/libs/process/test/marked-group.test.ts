import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../../../tools/test/living.ts';
import { markedGroup } from '../src/index.ts';

let runs = 0;

/** Starts a script with a mark of its own, and waits for the ids that it prints. */
async function start(script: string, count: number) {
  const mark = `GATEHOUSE_TEST=${process.pid}-${++runs}`;
  const group = markedGroup(mark);
  const child = spawn('bash', ['-c', script], {
    env: { ...process.env, GATEHOUSE_TEST: mark.slice('GATEHOUSE_TEST='.length) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pids: number[] = [];
  for await (const line of createInterface(child.stdout)) {
    pids.push(Number(line));
    if (pids.length === count) break;
  }
  return { group, pids, child };
}

const STUBBORN = "trap '' TERM; echo $BASHPID; while :; do sleep 0.1; done";

describe.runIf(process.platform === 'linux')('a marked group', () => {
  it('ends a process that ignores SIGTERM, and its child in a session of its own', async () => {
    const { group, pids } = await start(
      `setsid bash -c "${STUBBORN.replace('$BASHPID', '\\$\\$')}" & ${STUBBORN}`,
      2,
    );
    expect(pids.map(isAlive)).toEqual([true, true]);
    await group.end(100);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it('ends a child whose parent is gone', async () => {
    const { group, pids, child } = await start('(echo $BASHPID; exec sleep 60) & sleep 0.2', 1);
    if (child.exitCode === null) await once(child, 'exit');
    expect(pids.map(isAlive)).toEqual([true]);
    await group.end(1000);
    expect(pids.map(isAlive)).toEqual([false]);
  });

  it('ends a child without its environment', async () => {
    const { group, pids } = await start("env -i bash -c 'echo $$; exec sleep 60' & wait", 1);
    await group.end(1000);
    expect(pids.map(isAlive)).toEqual([false]);
  });

  it('leaves time to clean up, and processes with another mark alone', async () => {
    const other = await start('echo $$; exec sleep 60', 1);
    const { group, child } = await start("trap 'exit 7' TERM; echo $$; while :; do sleep 0.05; done", 1);
    const ended = once(child, 'exit');
    await group.end(5000);
    expect(await ended).toEqual([7, null]);
    expect(other.pids.map(isAlive)).toEqual([true]);
    other.group.kill();
  });
});
