/**
 * Why it was given up: `ATTEMPTS` (all of them failed), `DEADLINE` (no time for another one),
 * `RETRY_AFTER` (the other side asks for a longer pause than there is time), `ABANDONED` (an attempt did
 * not stop at its signal, and two at a time are worse than a failure).
 */
export type RetryErrorCode = 'ATTEMPTS' | 'DEADLINE' | 'RETRY_AFTER' | 'ABANDONED';

/** The end of a row of transient failures; `cause` is the last of them. */
export class RetryError extends Error {
  readonly code: RetryErrorCode;
  /** How many attempts were made. */
  readonly attempts: number;
  readonly elapsedMs: number;

  constructor(code: RetryErrorCode, why: string, attempts: number, elapsedMs: number, cause: unknown) {
    const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
    const last = cause instanceof Error ? cause.message : String(cause);
    super(`Gave up after ${tries} in ${seconds(elapsedMs)}: ${why}. Last failure: ${last}`, { cause });
    this.name = 'RetryError';
    this.code = code;
    this.attempts = attempts;
    this.elapsedMs = elapsedMs;
  }
}

/** Milliseconds as seconds with one digit, for messages. */
export function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
