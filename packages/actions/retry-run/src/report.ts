import { ActionError, appendSummary, cell, quote, setOutputs, table } from '@gatehouse/action-kit';
import { describeEnding } from '@gatehouse/process';
import type { AttemptRecord } from './attempt.ts';

/** How the whole went. */
export interface Result {
  /** `final`: the last failure is none to retry; `exhausted`: it is, but time or attempts are used up. */
  readonly outcome: 'success' | 'final' | 'exhausted';
  /** At least one. */
  readonly attempts: readonly AttemptRecord[];
  readonly elapsedMs: number;
  readonly deadlineMs: number;
  /** Why no further attempt was made, when `exhausted`. */
  readonly gaveUp: string | undefined;
}

/** Sets the outputs and writes the job summary. */
export async function publish(result: Result): Promise<void> {
  const last = result.attempts.at(-1);
  setOutputs({
    attempts: result.attempts.length,
    'exit-code': last?.ending.exitCode,
    outcome: result.outcome,
    reason: last?.finding?.reason,
    report: evidence(result),
  });
  await appendSummary(summary(result));
}

/** The error that fails the step; `undefined` for a success. */
export function failureOf({ outcome, attempts, gaveUp }: Result): ActionError | undefined {
  const last = attempts.at(-1);
  if (outcome === 'success' || !last?.finding) return undefined;
  const { reason, line } = last.finding;
  const seen = line === undefined ? '' : `: ${quote(shownLine(line))}`;
  const ended = `The command ${describeEnding(last.ending)}`;
  if (outcome === 'exhausted') {
    return new ActionError({
      code: 'GAVE_UP',
      message: `${gaveUp ?? ended} [${reason}${seen}]`,
      hint: 'Look whether the other side is down; if it only needs longer, raise "deadline", "timeout" or "max-attempts".',
    });
  }
  return new ActionError({
    code: 'COMMAND_FAILED',
    message: `${ended}, which is not retried (${reason}${seen}).`,
    hint: HINTS[reason] ?? 'Mend what the command reports above; trying again would not help.',
  });
}

const HINTS: Readonly<Record<string, string>> = {
  unknown:
    'Nothing in the last 200 lines of its output is known as transient. If it is, name it in "transient-patterns" or its exit code in "retry-exit-codes".',
  'command-not-found':
    'Check the spelling and PATH, or install the command in an earlier step. A .cmd or .bat file of Windows needs "run" with a shell.',
};

/** Milliseconds for people. */
export function seconds(ms: number): string {
  return `${Math.round(Math.max(0, ms) / 100) / 10} s`;
}

/** A line of the output without the user and password of an address in it. */
export function shownLine(line: string): string {
  return line.replace(/:\/\/[^/@\s]+@/g, '://***@');
}

function evidence({ outcome, attempts, elapsedMs, deadlineMs, gaveUp }: Result): object {
  return {
    schema: 'gatehouse.retry-run/v1',
    outcome,
    elapsedMs: Math.round(elapsedMs),
    deadlineMs,
    gaveUp,
    attempts: attempts.map(({ number, ending, durationMs, finding }) => ({
      number,
      ending: ending.kind,
      exitCode: ending.exitCode,
      durationMs: Math.round(durationMs),
      class: finding?.reason,
      transient: finding && finding.kind === 'transient',
      retryAfterMs: finding?.kind === 'transient' ? finding.retryAfterMs : undefined,
      line: finding?.line === undefined ? undefined : shownLine(finding.line),
    })),
  };
}

function summary({ outcome, attempts, elapsedMs, gaveUp }: Result): string {
  const rows = attempts.map(({ number, ending, durationMs, finding }) => [
    String(number),
    cell(describeEnding(ending)),
    finding ? `${finding.kind}: ${cell(finding.reason)}` : 'success',
    finding?.line === undefined ? '' : cell(quote(shownLine(finding.line))),
    seconds(durationMs),
  ]);
  const title = `### Command: ${outcome} after ${attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`} in ${seconds(elapsedMs)}`;
  return [title, '', table(['Attempt', 'It …', 'Class', 'Seen', 'Took'], rows), '', cell(gaveUp ?? '')].join(
    '\n',
  );
}
