import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommandLine } from '../src/command-line.ts';
import { readInputs } from '../src/inputs.ts';
import { defaultShell, shellNamed } from '../src/shell.ts';

const read = (values: Record<string, string>) => readInputs((name) => values[name] ?? '');

describe('the inputs', () => {
  it('need no more than a command', () => {
    expect(read({ command: 'dotnet --info' })).toEqual({
      invocation: { kind: 'program', file: 'dotnet', args: ['--info'] },
      cwd: undefined,
      deadlineMs: 1_800_000,
      attemptTimeoutMs: 1_800_000,
      graceMs: 5000,
      maxAttempts: 5,
      firstDelayMs: 5000,
      maxDelayMs: 60_000,
      rules: {
        transientPatterns: [],
        finalPatterns: [],
        retryExitCodes: new Set(),
        finalExitCodes: new Set(),
      },
    });
  });

  it('take patterns one a line and exit codes in any list', () => {
    const { rules } = read({
      run: 'x',
      'transient-patterns': 'try again\n# a remark\n^E\\d+',
      'retry-exit-codes': '75, 28\n7',
    });
    expect(rules.transientPatterns.map(({ source }) => source)).toEqual(['try again', '^E\\d+']);
    expect([...rules.retryExitCodes]).toEqual([75, 28, 7]);
  });

  it.each([
    [{}, 'found neither'],
    [{ run: 'x', command: 'y' }, 'found both'],
    [{ command: 'y', shell: 'bash' }, '"command" and "shell"'],
    [{ command: 'echo "open' }, 'every quote closed'],
    [{ run: 'x', shell: 'fish' }, 'command with {0}'],
    [{ run: 'x', deadline: '0s' }, 'at least 1ms'],
    [{ run: 'x', 'attempt-timeout': 'soon' }, 'found "soon"'],
    [{ run: 'x', 'max-attempts': '0' }, 'from 1 to 100'],
    [{ run: 'x', 'final-patterns': '(' }, 'regular expression'],
    [{ run: 'x', 'retry-exit-codes': '0' }, 'from 1'],
  ])('are refused with a word on what was expected: %j', (values, message) => {
    expect(() => read(values)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(message) }),
    );
  });
});

describe('a command line', () => {
  it.each([
    ['a b  c', ['a', 'b', 'c']],
    [`git commit -m 'it "works"'`, ['git', 'commit', '-m', 'it "works"']],
    [String.raw`say "a \"b\" \\ c"`, ['say', String.raw`a "b" \ c`]],
    [
      String.raw`C:\tools\x.exe "C:\Program Files\y"`,
      [String.raw`C:\tools\x.exe`, String.raw`C:\Program Files\y`],
    ],
    [`a --x='1 2'"3" ""`, ['a', '--x=1 23', '']],
  ])('is split at blanks: %s', (line, words) => {
    const split = splitCommandLine(line);
    expect([split?.file, ...(split?.args ?? [])]).toEqual(words);
  });

  it.each(['', '  ', '"open', "it's", '""'])(
    'is refused when it has no program or an open quote: %j',
    (line) => {
      expect(splitCommandLine(line)).toBeUndefined();
    },
  );

  it('gives back any words that were put in double quotes', () => {
    const words = fc.array(fc.string(), { minLength: 1 }).filter(([first]) => first !== '');
    fc.assert(
      fc.property(words, (given) => {
        const line = given.map((word) => `"${word.replace(/["\\]/g, '\\$&')}"`).join(' ');
        const split = splitCommandLine(line);
        expect([split?.file, ...(split?.args ?? [])]).toEqual(given);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});

describe('a shell', () => {
  it('is bash that stops at the first failure, also within a pipe', () => {
    expect(defaultShell('linux').args).toEqual(['--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}']);
  });

  it('is PowerShell on Windows', () => {
    expect(defaultShell('win32').file).toBe('pwsh');
  });

  it('may be any command that takes the script', () => {
    expect(shellNamed('perl -w {0}')).toMatchObject({ file: 'perl', args: ['-w', '{0}'] });
    expect(shellNamed('perl -w')).toBeUndefined();
    expect(shellNamed('toString')).toBeUndefined();
  });

  it('gets line ends of its own where it needs them', () => {
    expect(shellNamed('cmd')?.prepare('a\nb')).toBe('@echo off\r\na\r\nb\r\n');
  });
});
