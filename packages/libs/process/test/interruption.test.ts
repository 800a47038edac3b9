import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAlive, lineIn } from '../../../../tools/test/living.ts';

const index = new URL('../src/index.ts', import.meta.url);

/** A process that runs a command which tells its id and ignores SIGTERM, then says what came of it. */
const program = (file: string, graceMs: number, before = '') => `
  import { run } from ${JSON.stringify(index.href)};
  ${before}
  const script = "trap '' TERM; echo $$ > ${file}; while :; do sleep 0.1; done";
  const first = run({ command: 'bash', args: ['-c', script], timeoutMs: 60000, graceMs: ${graceMs} });
  console.log((await first).kind);
`;

async function interrupt(signals: readonly NodeJS.Signals[], graceMs: number, before?: string) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'interruption-'));
  const file = join(folder.path, 'pid');
  const args = ['--input-type=module', '-e', program(file, graceMs, before)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const closed = once(child, 'close');
  const pid = Number(await lineIn(file));
  for (const signal of signals) {
    child.kill(signal);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const [exitCode, signal] = await closed;
  return { exitCode, signal, stdout, alive: isAlive(pid) };
}

describe.runIf(process.platform !== 'win32')('an interrupted process', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'dies of %s after its command, reporting nothing',
    async (signal) => {
      const end = await interrupt([signal], 200);
      expect(end).toEqual({ exitCode: null, signal, stdout: '', alive: false });
    },
  );

  it('takes its command along however soon after the start the signal comes', async () => {
    // Several at a time, so that some commands run before their parent has come back from spawn.
    const ends = await Promise.all(Array.from({ length: 6 }, () => interrupt(['SIGTERM'], 200)));
    expect(ends.map(({ signal, alive }) => [signal, alive])).toEqual(ends.map(() => ['SIGTERM', false]));
  });

  it('ends its command at once when it is told a second time', async () => {
    const end = await interrupt(['SIGINT', 'SIGTERM'], 60_000);
    expect(end).toEqual({ exitCode: null, signal: 'SIGINT', stdout: '', alive: false });
  });

  it('takes its command along when it leaves by process.exit', async () => {
    const leave = "process.on('SIGUSR2', () => process.exit(7));";
    const end = await interrupt(['SIGUSR2'], 60_000, leave);
    expect(end).toEqual({ exitCode: 7, signal: null, stdout: '', alive: false });
  });

  it('lives on when somebody else listens to the signal, and hears how the command ended', async () => {
    const end = await interrupt(['SIGINT'], 200, "process.on('SIGINT', () => {});");
    expect(end).toEqual({ exitCode: 0, signal: null, stdout: 'signalled\n', alive: false });
  });
});
