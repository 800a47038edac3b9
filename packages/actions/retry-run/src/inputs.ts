import {
  duration,
  type InputShape,
  type InputSource,
  type InputValues,
  input,
  integer,
  invalidInput,
  lines,
  optional,
  readInputs as readShape,
  text,
  withDefault,
} from '@gatehouse/action-kit';
import { type CommandLine, splitCommandLine } from './command-line.ts';
import { defaultShell, type Shell, shellNamed } from './shell.ts';

/** What is run: a program with its arguments, or a script and the shell that reads it. */
export type Invocation =
  | ({ readonly kind: 'program' } & CommandLine)
  | { readonly kind: 'script'; readonly script: string; readonly shell: Shell };

/** The user's own say on what is transient and what is final. */
export interface OwnRules {
  readonly transientPatterns: readonly RegExp[];
  readonly finalPatterns: readonly RegExp[];
  readonly retryExitCodes: ReadonlySet<number>;
  readonly finalExitCodes: ReadonlySet<number>;
}

/** The inputs of retry-run; times in milliseconds. */
export interface RetryRun {
  readonly invocation: Invocation;
  readonly cwd: string | undefined;
  readonly deadlineMs: number;
  /** For one attempt. */
  readonly attemptTimeoutMs: number;
  readonly graceMs: number;
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  readonly rules: OwnRules;
}

const positive = (wanted = 'a duration of at least 1ms, such as 90s, 10m or 2h') =>
  input(wanted, (found) => {
    const parsed = duration().safeParse(found);
    return parsed.success && parsed.data > 0 ? parsed.data : undefined;
  });

const patterns = () =>
  input('one regular expression of JavaScript a line', (found) => {
    try {
      return lines()
        .parse(found)
        .map((line) => new RegExp(line, 'i'));
    } catch {
      return undefined;
    }
  });

const exitCodes = () =>
  input('exit codes from 1 to 4294967295, separated by commas, spaces or lines', (found) => {
    const codes = found.split(/[\s,]+/).filter(Boolean);
    const valid = codes.every((code) => /^[1-9]\d{0,9}$/.test(code) && Number(code) < 2 ** 32);
    return valid ? new Set(codes.map(Number)) : undefined;
  });

/** The inputs by their names in action.yml. */
export const inputs = {
  run: optional(text('a script')),
  shell: optional(
    input('bash, sh, pwsh, powershell, cmd, python, or a command with {0} for the script', shellNamed),
  ),
  command: optional(input('a command and its arguments, with every quote closed', splitCommandLine)),
  'working-directory': optional(text()),
  deadline: withDefault(positive(), 30 * 60_000),
  'attempt-timeout': optional(positive()),
  grace: withDefault(positive(), 5000),
  'max-attempts': withDefault(integer(1, 100), 5),
  backoff: withDefault(positive(), 5000),
  'max-backoff': withDefault(positive(), 60_000),
  'transient-patterns': withDefault(patterns(), []),
  'final-patterns': withDefault(patterns(), []),
  'retry-exit-codes': withDefault(exitCodes(), new Set()),
  'final-exit-codes': withDefault(exitCodes(), new Set()),
} satisfies InputShape;

/** Reads the inputs; every mistake is an `INVALID_INPUT`. */
export function readInputs(source?: InputSource): RetryRun {
  const values = readShape(inputs, source);
  return {
    invocation: invocationOf(values),
    cwd: values['working-directory'],
    deadlineMs: values.deadline,
    attemptTimeoutMs: values['attempt-timeout'] ?? values.deadline,
    graceMs: values.grace,
    maxAttempts: values['max-attempts'],
    firstDelayMs: values.backoff,
    maxDelayMs: values['max-backoff'],
    rules: {
      transientPatterns: values['transient-patterns'],
      finalPatterns: values['final-patterns'],
      retryExitCodes: values['retry-exit-codes'],
      finalExitCodes: values['final-exit-codes'],
    },
  };
}

function invocationOf({ run, shell, command }: InputValues<typeof inputs>): Invocation {
  if (run !== undefined && command === undefined) {
    return { kind: 'script', script: run, shell: shell ?? defaultShell() };
  }
  if (command !== undefined && run === undefined && shell === undefined) {
    return { kind: 'program', ...command };
  }
  const found = run === undefined ? (command === undefined ? 'neither' : '"command" and "shell"') : 'both';
  throw invalidInput(
    `run, command: found ${found}, expected either "run" (a script, with "shell") or "command" (a program with its arguments, without a shell)`,
  );
}
