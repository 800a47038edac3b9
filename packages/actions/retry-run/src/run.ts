import { type Log, quote, runnerLog } from '@gatehouse/action-kit';
import { describeEnding, type Stream } from '@gatehouse/process';
import { RetryError, retry } from '@gatehouse/retry';
import { type AttemptRecord, attempt, type FailedAttempt } from './attempt.ts';
import type { RetryRun } from './inputs.ts';
import { failureOf, publish, type Result, seconds, shownLine } from './report.ts';
import { withProgram } from './script-file.ts';

/** What retry-run needs from the world. */
export interface RunDeps {
  readonly log: Log;
  /** Takes the output of the command as it comes, line by line. */
  readonly passOn: (line: string, stream: Stream) => void;
}

const realDeps: RunDeps = {
  log: runnerLog,
  // As a `run:` step does: a workflow command in the output is the command's own affair.
  passOn: (line, stream) => void process[stream].write(`${line}\n`),
};

/** Runs the command until it succeeds, fails finally, or time or attempts are used up. */
export async function run(inputs: RetryRun, deps: RunDeps = realDeps): Promise<void> {
  const result = await runUntilDone(inputs, deps);
  await publish(result);
  const failure = failureOf(result);
  if (failure) throw failure;
  deps.log.info(`Succeeded at attempt ${result.attempts.length} after ${seconds(result.elapsedMs)}.`);
}

/** A failed attempt on its way through `retry`. */
class AttemptFailure extends Error {
  readonly record: FailedAttempt;

  constructor(record: FailedAttempt) {
    super(`the command ${describeEnding(record.ending)} (${record.finding.reason})`);
    this.name = 'AttemptFailure';
    this.record = record;
  }
}

async function runUntilDone(inputs: RetryRun, deps: RunDeps): Promise<Result> {
  const { deadlineMs, maxAttempts, firstDelayMs, maxDelayMs, graceMs } = inputs;
  const attempts: AttemptRecord[] = [];
  const start = performance.now();
  const tried = () => ({ attempts, elapsedMs: performance.now() - start, deadlineMs });
  try {
    await withProgram(inputs.invocation, (program) =>
      retry(
        async ({ number, remainingMs }) => {
          const timeMs = Math.min(inputs.attemptTimeoutMs, remainingMs);
          deps.log.info(`Attempt ${number} of at most ${maxAttempts}; it has ${seconds(timeMs)}.`);
          const record = await attempt(number, program, timeMs, inputs, deps.passOn);
          attempts.push(record);
          if (isFailure(record)) throw new AttemptFailure(record);
        },
        {
          deadlineMs,
          maxAttempts,
          firstDelayMs,
          maxDelayMs,
          // The process ends itself at its time; this is only the net below it.
          settleMs: graceMs + 10_000,
          classify: (error) =>
            error instanceof AttemptFailure ? error.record.finding : { kind: 'final', reason: 'bug' },
          onRetry: ({ error, delayMs }) => {
            if (error instanceof AttemptFailure) deps.log.warning(retryLine(error, delayMs));
          },
        },
      ),
    );
    return { outcome: 'success', ...tried() };
  } catch (error) {
    if (error instanceof RetryError && error.cause instanceof AttemptFailure)
      return { outcome: 'exhausted', last: error.cause.record, gaveUp: error.message, ...tried() };
    if (error instanceof AttemptFailure) return { outcome: 'final', last: error.record, ...tried() };
    throw error;
  }
}

function isFailure(record: AttemptRecord): record is FailedAttempt {
  return record.finding !== undefined;
}

function retryLine({ message, record }: AttemptFailure, delayMs: number): string {
  const { line } = record.finding;
  const seen = line === undefined ? '' : ` Seen: ${quote(shownLine(line))}.`;
  return `Attempt ${record.number}: ${message} after ${seconds(record.durationMs)}.${seen} Next attempt in ${seconds(delayMs)}.`;
}
