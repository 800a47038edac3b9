import type { Ending } from '@gatehouse/process';
import { isTransientStatus, parseRetryAfter, type Verdict } from '@gatehouse/retry';
import { FINAL_SIGNS } from './final-signs.ts';
import { httpStatuses } from './http-status.ts';
import type { OwnRules } from './inputs.ts';
import { findOwn } from './own-patterns.ts';
import { NO_SIGN, type Sign, TRANSIENT_SIGNS } from './transient-signs.ts';

/** A verdict on a failed attempt, and the line of output that led to it. */
export type Finding = Verdict & { readonly line?: string | undefined };

/** 126 and 127 are POSIX's, 9009 is cmd's. */
const NOT_FOUND_EXIT_CODES: ReadonlySet<number> = new Set([126, 127, 9009]);
/** No second attempt brings a permission: Unauthorized, Forbidden, Proxy Authentication Required. */
const DENIED: ReadonlySet<number> = new Set([401, 403, 407]);

/**
 * Judges a failed attempt by how it ended and the last lines of its output. What is final outweighs what
 * is transient, and what is neither is final: doing something unknown twice may do harm.
 *
 * @param nowMs the wall clock, for a Retry-After that is a date
 */
export function classify(ending: Ending, lines: readonly string[], rules: OwnRules, nowMs: number): Finding {
  const told = lines.filter((line) => !NO_SIGN.test(line));
  return (
    judgeAsFinal(ending, told, rules) ??
    judgeAsTransient(ending, told, rules, nowMs) ?? { kind: 'final', ...unknown(ending, told) }
  );
}

function judgeAsFinal(ending: Ending, lines: readonly string[], rules: OwnRules): Finding | undefined {
  if (ending.kind === 'not-found') return { kind: 'final', reason: 'command-not-found' };
  if (ending.kind === 'aborted') return { kind: 'final', reason: 'aborted' };
  if (ending.kind === 'exited') {
    if (NOT_FOUND_EXIT_CODES.has(ending.exitCode)) return { kind: 'final', reason: 'command-not-found' };
    if (rules.finalExitCodes.has(ending.exitCode)) return { kind: 'final', reason: exitCodeReason(ending) };
  }
  const own = findOwn(rules.finalPatterns, lines);
  if (own !== undefined) return { kind: 'final', reason: 'final-pattern', line: own };
  const denied = findStatus(lines, (status) => DENIED.has(status));
  if (denied) return { kind: 'final', ...denied };
  const sign = findSign(FINAL_SIGNS, lines);
  return sign && { kind: 'final', ...sign };
}

function judgeAsTransient(
  ending: Ending,
  lines: readonly string[],
  rules: OwnRules,
  nowMs: number,
): Finding | undefined {
  const retryAfterMs = findRetryAfter(lines, nowMs);
  const transient = (reason: string, line?: string): Finding => ({
    kind: 'transient',
    reason,
    line,
    retryAfterMs,
  });
  if (ending.kind === 'exited' && rules.retryExitCodes.has(ending.exitCode)) {
    return transient(exitCodeReason(ending));
  }
  const own = findOwn(rules.transientPatterns, lines);
  if (own !== undefined) return transient('transient-pattern', own);
  const found = findStatus(lines, isTransientStatus) ?? findSign(TRANSIENT_SIGNS, lines);
  if (found) return transient(found.reason, found.line);
  return ending.kind === 'timed-out' ? transient('attempt-timeout') : undefined;
}

/** The end is where a tool says why it failed, so the last line that tells something counts. */
function findSign(signs: readonly Sign[], lines: readonly string[]) {
  for (const line of lines.toReversed()) {
    const sign = signs.find(({ texts }) => texts.some((text) => text.test(line)));
    if (sign) return { reason: sign.reason, line };
  }
  return undefined;
}

function findStatus(lines: readonly string[], wanted: (status: number) => boolean) {
  for (const line of lines.toReversed()) {
    const status = httpStatuses(line).find(wanted);
    if (status !== undefined) return { reason: `http-${status}`, line };
  }
  return undefined;
}

/** A header as curl and wget show it, or the duration that a container registry puts in its message. */
function findRetryAfter(lines: readonly string[], nowMs: number): number | undefined {
  for (const line of lines.toReversed()) {
    const [, value = ''] = /\bretry-after: ?([\w :,.µ-]{1,60})/i.exec(line) ?? [];
    const [, amount, unit = 's'] = /^(\d{1,9}(?:\.\d{1,9})?)(ms|µs|s|m)?(?![\w.])/.exec(value) ?? [];
    if (amount) return Math.ceil(Number(amount) * { µs: 1e-3, ms: 1, s: 1e3, m: 6e4 }[unit as 's']);
    const parsed = parseRetryAfter(value, nowMs);
    if (parsed !== undefined) return parsed;
  }
  return undefined;
}

function unknown(ending: Ending, lines: readonly string[]): { reason: string; line?: string } {
  const status = findStatus(lines, () => true);
  if (status) return status;
  if (ending.kind === 'signalled') return { reason: `signal-${ending.signal}` };
  return { reason: 'unknown' };
}

function exitCodeReason({ exitCode }: { readonly exitCode: number }): string {
  return `exit-code-${exitCode}`;
}
