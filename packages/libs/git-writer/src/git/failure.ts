import { ActionError, quote, quoteList, redact } from '@gatehouse/action-kit';
import { Setback } from '../setback.ts';
import type { GitVerdict } from './push-verdict.ts';

/** The error for a verdict on what was tried; `said` are the words of the other side, quoted. */
export function failureOf(verdict: GitVerdict, tried: string, said: string): Error {
  if (verdict.kind !== 'final') return new Setback(verdict.kind, redact(said));
  return new ActionError({
    code: verdict.code,
    message: redact(`Could not ${tried}. The remote says: ${said}.`),
    hint: verdict.advice,
  });
}

/** What the other side said, quoted and cut; where it said nothing, what git said. */
export function remoteWords(stderr: string): string {
  const lines = stderr.split(/\r\n|[\r\n]/).map((line) => line.trim());
  const remote = lines.filter((line) => line.startsWith('remote:')).map((line) => line.slice(7).trim());
  const local = lines.filter((line) => /^(fatal|error):/.test(line));
  const words = [...new Set(remote.some(Boolean) ? remote : local)].filter(Boolean);
  return words.length === 0 ? quote(stderr.trim()) : quoteList(words, 8);
}
