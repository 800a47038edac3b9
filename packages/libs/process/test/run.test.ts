import { readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type Command, describeEnding, type RunResult, run, type Stream } from '../src/index.ts';

const node = (script: string, more: Partial<Command> = {}): Promise<RunResult> =>
  run({ command: process.execPath, args: ['-e', script], timeoutMs: 20_000, ...more });

describe('a command that ends by itself', () => {
  it('gives its exit code and both outputs', async () => {
    const result = await node('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(result).toMatchObject({
      kind: 'exited',
      exitCode: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      cutBytes: 0,
    });
  });

  it('takes its arguments as they are, without a shell between', async () => {
    const args = [
      '-e',
      'console.log(JSON.stringify(process.argv.slice(1)))',
      '--',
      '$HOME',
      'a b',
      '*',
      '"',
      '',
    ];
    const { stdout } = await run({ command: process.execPath, args, timeoutMs: 20_000 });
    expect(JSON.parse(stdout)).toEqual(['$HOME', 'a b', '*', '"', '']);
  });

  it('reads text and bytes on its standard input', async () => {
    const echo = 'process.stdin.pipe(process.stdout)';
    expect((await node(echo, { input: 'grüße' })).stdout).toBe('grüße');
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(new Uint8Array((await node(echo, { input: bytes })).stdoutBytes)).toEqual(bytes);
  });

  it('finds its standard input at the end when it is given none', async () => {
    expect((await node('process.stdin.on("end", () => console.log("end")).resume()')).stdout).toBe('end\n');
  });

  it('may leave its standard input unread', async () => {
    expect(await node('process.exit(4)', { input: 'x'.repeat(1 << 20) })).toMatchObject({ exitCode: 4 });
  });

  it('runs in the given directory with exactly the given environment', async () => {
    const cwd = realpathSync(tmpdir());
    const { stdout } = await node('console.log(process.cwd(), process.env.A, process.env.HOME)', {
      cwd,
      env: { A: '1' },
    });
    expect(stdout).toBe(`${cwd} 1 undefined\n`);
  });

  it('is told apart from one that is ended by a signal', async () => {
    const result = await node('process.kill(process.pid, "SIGKILL")');
    expect(result).toMatchObject({ kind: 'signalled', signal: 'SIGKILL', exitCode: undefined });
    expect(describeEnding(result)).toBe('was ended by SIGKILL');
    const ending = { kind: 'timed-out', exitCode: undefined, timeoutMs: 1999.986791 } as const;
    expect(describeEnding(ending)).toBe('was ended after 2 s, the time it was given');
  });

  it('may be called thousands of times without a listener left behind', async () => {
    const before = process.listenerCount('SIGINT');
    await Promise.all(Array.from({ length: 20 }, () => run({ command: 'true', timeoutMs: 20_000 })));
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('a command that cannot be started', () => {
  it('is not found, which is another thing than exit code 127', async () => {
    expect(await run({ command: 'no-such-command-here', timeoutMs: 5000 })).toMatchObject({
      kind: 'not-found',
      code: 'ENOENT',
      missing: 'command',
    });
    expect(await run({ command: 'sh', args: ['-c', 'exit 127'], timeoutMs: 5000 })).toMatchObject({
      kind: 'exited',
      exitCode: 127,
    });
  });

  it('may be a file that is not executable', async () => {
    const result = await run({ command: import.meta.filename, timeoutMs: 5000 });
    expect(result).toMatchObject({ kind: 'not-found', code: 'EACCES', missing: 'command' });
  });

  it('does not take the blame for a missing working directory', async () => {
    const result = await run({ command: 'sh', cwd: '/no/such/folder', timeoutMs: 5000 });
    expect(result).toMatchObject({ kind: 'not-found', missing: 'cwd' });
    expect(describeEnding(result)).toContain('working directory does not exist');
  });

  it('is thrown when it is no question of being found', async () => {
    await expect(run({ command: 'sh', args: ['a\0b'], timeoutMs: 5000 })).rejects.toThrow(/null bytes/);
  });
});

describe('output', () => {
  it('arrives line by line while the command runs', async () => {
    const seen: [string, Stream][] = [];
    const abort = new AbortController();
    const result = await node(
      'console.log("one\\r\\ntwo"); console.error("three"); setInterval(() => {}, 1e6)',
      {
        signal: abort.signal,
        onLine(line, stream) {
          seen.push([line, stream]);
          if (seen.length === 3) abort.abort();
        },
      },
    );
    expect(result.kind).toBe('aborted');
    expect(seen.toSorted()).toEqual([
      ['one', 'stdout'],
      ['three', 'stderr'],
      ['two', 'stdout'],
    ]);
  });

  it('can be opened by its name when that is asked for', async () => {
    const script = 'echo one | tee /dev/stderr; echo two > /dev/stdout; exit 6';
    const result = await run({ command: 'bash', args: ['-c', script], timeoutMs: 20_000, reopenable: true });
    expect(result).toMatchObject({ kind: 'exited', exitCode: 6, stdout: 'one\ntwo\n', stderr: 'one\n' });
  });

  it('is whole when it is larger than any pipe', async () => {
    const script = 'process.stdout.write("x".repeat(5_000_000)); process.stderr.write("y".repeat(5_000_000))';
    for (const reopenable of [true, false]) {
      const { stdout, stderr } = await node(script, { reopenable });
      expect([stdout.length, stderr.length]).toEqual([5_000_000, 5_000_000]);
    }
  });

  it.runIf(process.platform === 'linux')('needs no more open files from one call to the next', async () => {
    const once = () => run({ command: 'true', timeoutMs: 20_000, reopenable: true });
    const open = () => readdirSync('/proc/self/fd').length;
    await once();
    const before = open();
    for (let calls = 0; calls < 5; calls++) await once();
    await run({ command: 'no-such-command-here', timeoutMs: 20_000, reopenable: true });
    await run({ command: 'true', timeoutMs: 20_000, reopenable: true, signal: AbortSignal.abort() });
    await expect(run({ command: 'a\0b', timeoutMs: 20_000, reopenable: true })).rejects.toThrow(/null bytes/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(open()).toBeLessThanOrEqual(before);
  });

  it('is kept from both ends, with a word on what was cut', async () => {
    const result = await node('process.stdout.write("a".repeat(5000) + "b".repeat(5000))', {
      outputLimit: 100,
    });
    expect(result.cutBytes).toBe(9900);
    expect(result.stdout).toBe(`${'a'.repeat(50)}\n… 9900 bytes cut here …\n${'b'.repeat(50)}`);
  });
});

it('is not started when its signal is aborted already', async () => {
  expect(await node('', { signal: AbortSignal.abort() })).toMatchObject({ kind: 'aborted', stdout: '' });
});
