import {
  ActionError,
  appendSummary,
  cell,
  findRunContext,
  quote,
  runEvidence,
  setOutputs,
  table,
} from '@gatehouse/action-kit';
import { describeEnding } from '@gatehouse/process';
import type { AttemptRecord, FailedAttempt } from './attempt.ts';
import type { Finding } from './classify.ts';
import type { Evidence } from './evidence-schema.ts';

/** What is true of every row of attempts. */
interface Tried {
  /** At least one. */
  readonly attempts: readonly AttemptRecord[];
  readonly elapsedMs: number;
  readonly deadlineMs: number;
}

/** How the whole went. */
export type Result = Tried &
  (
    | { readonly outcome: 'success' }
    /** The last failure is not one to retry. */
    | { readonly outcome: 'final'; readonly last: FailedAttempt }
    /** It is, but time or attempts are used up; `gaveUp` says which. */
    | { readonly outcome: 'exhausted'; readonly last: FailedAttempt; readonly gaveUp: string }
  );

/** Sets the outputs and writes the job summary. */
export async function publish(result: Result): Promise<void> {
  setOutputs({
    attempts: result.attempts.length,
    'exit-code': result.attempts.at(-1)?.ending.exitCode,
    outcome: result.outcome,
    reason: result.outcome === 'success' ? undefined : result.last.finding.reason,
    evidence: evidenceOf(result),
  });
  await appendSummary(summary(result));
}

/** The error that fails the step; `undefined` for a success. */
export function failureOf(result: Result): ActionError | undefined {
  if (result.outcome === 'success') return undefined;
  const { ending, finding } = result.last;
  const { reason, line } = finding;
  const seen = line === undefined ? '' : `: ${quote(shownLine(line))}`;
  switch (result.outcome) {
    case 'exhausted':
      return new ActionError({
        code: 'GAVE_UP',
        message: `${result.gaveUp} [${reason}${seen}]`,
        hint: 'Check whether the other side is down; if it only needs longer, raise "deadline", "attempt-timeout" or "max-attempts".',
      });
    case 'final':
      return new ActionError({
        code: 'COMMAND_FAILED',
        message: `The command ${describeEnding(ending)}, which is not retried (${reason}${seen}).`,
        hint: HINTS[reason] ?? 'Fix the error reported above; retrying would not help.',
      });
    default:
      return result satisfies never;
  }
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

function evidenceOf(result: Result): Evidence {
  const { outcome, attempts, elapsedMs, deadlineMs } = result;
  return {
    schema: 'gatehouse.retry-run/v1',
    run: runEvidence(findRunContext()),
    outcome,
    elapsed_ms: Math.round(elapsedMs),
    deadline_ms: deadlineMs,
    gave_up: outcome === 'exhausted' ? result.gaveUp : null,
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      ending: attempt.ending.kind,
      exit_code: attempt.ending.exitCode ?? null,
      duration_ms: Math.round(attempt.durationMs),
      failure: attempt.finding === undefined ? null : findingOf(attempt.finding),
    })),
  };
}

function findingOf(finding: Finding): Evidence['attempts'][number]['failure'] {
  return {
    class: finding.reason,
    transient: finding.kind === 'transient',
    retry_after_ms: finding.kind === 'transient' ? (finding.retryAfterMs ?? null) : null,
    line: finding.line === undefined ? null : shownLine(finding.line),
  };
}

function summary(result: Result): string {
  const { outcome, attempts, elapsedMs } = result;
  const rows = attempts.map(({ number, ending, durationMs, finding }) => [
    String(number),
    cell(describeEnding(ending)),
    finding ? `${finding.kind}: ${cell(finding.reason)}` : 'success',
    finding?.line === undefined ? '' : cell(quote(shownLine(finding.line))),
    seconds(durationMs),
  ]);
  const title = `### Command: ${outcome} after ${attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`} in ${seconds(elapsedMs)}`;
  return [
    title,
    '',
    table(['Attempt', 'It …', 'Class', 'Seen', 'Took'], rows),
    '',
    cell(outcome === 'exhausted' ? result.gaveUp : ''),
  ].join('\n');
}
