import { type Ending, run as runProcess, type Stream } from '@gatehouse/process';
import { classify, type Finding } from './classify.ts';
import type { CommandLine } from './command-line.ts';
import { inputs, type RetryRun } from './inputs.ts';
import { LastLines } from './last-lines.ts';

/** What became of one attempt. */
export interface AttemptRecord {
  /** Starts at 1. */
  readonly number: number;
  readonly ending: Ending;
  readonly durationMs: number;
  /** Why it failed; absent for a success. */
  readonly finding?: Finding;
}

/** An attempt that failed. */
export type FailedAttempt = AttemptRecord & Required<Pick<AttemptRecord, 'finding'>>;

/** Runs `program` once, for at most `timeMs`, and judges how it went. */
export async function attempt(
  number: number,
  program: CommandLine,
  timeMs: number,
  { cwd, graceMs, rules }: RetryRun,
  passOn: (line: string, stream: Stream) => void,
): Promise<AttemptRecord> {
  const last = new LastLines();
  const start = performance.now();
  const {
    stdout: _out,
    stderr: _err,
    stdoutBytes: _bytes,
    cutBytes: _cut,
    ...ending
  } = await runProcess({
    command: program.file,
    args: program.args,
    cwd,
    env: withoutOurInputs(process.env),
    timeoutMs: timeMs,
    graceMs,
    reopenable: true,
    outputLimit: 0,
    onLine(line, stream) {
      last.add(line);
      passOn(line, stream);
    },
  });
  const record = { number, ending, durationMs: performance.now() - start };
  if (ending.kind === 'exited' && ending.exitCode === 0) return record;
  return { ...record, finding: classify(ending, last.lines, rules, Date.now()) };
}

/** A step that says `run:` sees no INPUT_ variables, and an action called by the command must not see ours. */
function withoutOurInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = new Set(Object.keys(inputs).map((name) => `INPUT_${name.toUpperCase()}`));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.has(name.toUpperCase())));
}
