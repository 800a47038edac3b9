import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeStandIn } from '../../../../tools/soci/program.ts';
import { sampleIndex } from '../../../../tools/soci/sample.ts';
import { isAlive, lineIn } from '../../../../tools/test/living.ts';
import { runTool } from '../src/tool/run.ts';
import { startWorld } from './world.ts';

const sample = await sampleIndex([{ architecture: 'amd64' }]);

/** A world whose tool leaves its process id and that of its child in `pids`. */
async function worldWith(spoil: string) {
  const world = await startWorld(sample);
  const notes = join(world.folder, 'notes');
  await mkdir(notes);
  await world.standIn({ spoil, notes });
  const pids = async () => (await lineIn(join(notes, 'pids'))).split(' ').map(Number);
  return { ...world, pids };
}

const endOf = (ms: number) => {
  const end = performance.now() + ms;
  return () => Math.max(0, end - performance.now());
};

describe.runIf(process.platform === 'linux')('the deadline', () => {
  it('ends a tool that ignores SIGTERM, and its child in a session of its own', async () => {
    await using world = await worldWith('hangs');
    const start = performance.now();
    const conversion = await world.convert({}, { remainingMs: endOf(2500) });
    expect(conversion).toMatchObject({
      kind: 'failed',
      error: {
        code: 'SOCI_TIMEOUT',
        message: expect.stringContaining('soci convert'),
        hint: expect.any(String),
      },
    });
    expect((await world.pids()).map(isAlive)).toEqual([false, false]);
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it('counts for the question for the version too', async () => {
    await using world = await worldWith('hangs-at-version');
    expect(await world.convert({}, { remainingMs: endOf(1000) })).toMatchObject({
      kind: 'failed',
      error: { code: 'SOCI_TIMEOUT', message: expect.stringContaining('soci --version') },
    });
  });

  it('that has passed already starts nothing', async () => {
    await using world = await worldWith('nothing');
    expect(await world.convert({}, { remainingMs: () => 0 })).toMatchObject({
      kind: 'failed',
      error: { code: 'SOCI_TIMEOUT' },
    });
    expect(world.shown()).toBe('');
  });

  it('that passes while the tool is being started leaves nothing behind', async () => {
    await using folder = await temporaryFolder();
    const program = await writeStandIn(join(folder.path, 'soci'), {
      spoil: 'hangs-at-version',
      notes: folder.path,
    });
    const terms = { env: { PATH: '' }, graceMs: 300, write: () => {}, log: 'shown' } as const;
    for (const timeoutMs of [0.01, 1, 5, 20, 60]) {
      expect(await runTool(program, ['--version'], { ...terms, timeoutMs })).toMatchObject({
        kind: 'timed-out',
      });
    }
    expect(await marked(folder.path)).toEqual([]);
  });

  it('is not needed to end a child that a tool leaves behind', async () => {
    await using world = await worldWith('leaves-a-child');
    expect(await world.convert()).toMatchObject({ kind: 'converted' });
    const [, child = 0] = await world.pids();
    expect(isAlive(child)).toBe(false);
  });
});

describe.runIf(process.platform === 'linux')('a cancellation', () => {
  it('ends the tool and its child', async () => {
    await using world = await worldWith('hangs');
    const controller = new AbortController();
    const conversion = world.convert({}, { signal: controller.signal });
    const pids = await world.pids();
    expect(pids.map(isAlive)).toEqual([true, true]);
    controller.abort();
    expect(await conversion).toMatchObject({ kind: 'failed', error: { code: 'SOCI_CANCELLED' } });
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends the tool before this process', async (signal) => {
    await using folder = await temporaryFolder();
    const program = await writeStandIn(join(folder.path, 'soci'), {
      spoil: 'hangs-at-version',
      notes: folder.path,
    });
    const args = ['--input-type=module', '-e', runnerOf(program)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(child, 'exit');
    await lineIn(join(folder.path, 'pids'));
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect(await marked(folder.path)).toEqual([]);
  });
});

/** A process that runs a tool, and would say so if it went on. */
const runnerOf = (program: string) => `
  import { runTool } from ${JSON.stringify(new URL('../src/tool/run.ts', import.meta.url).href)};
  const terms = { env: { PATH: '' }, timeoutMs: 60000, graceMs: 300, log: 'shown' };
  await runTool(${JSON.stringify(program)}, ['--version'], terms);
  console.error('went on');
`;

/** The living processes whose command line names a folder. */
async function marked(folder: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')),
  );
  return lines.filter((line) => line.includes(folder));
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'soci-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
