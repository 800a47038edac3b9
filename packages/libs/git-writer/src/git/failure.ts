import { ActionError, quote, quoteList, redact } from '@gatehouse/action-kit';
import { TransientFailure } from '../transient-failure.ts';
import { type GitVerdict, serverWords } from './push-verdict.ts';

/** The error for a verdict on what was tried; `said` are the words of the other side, quoted. */
export function failureOf(verdict: GitVerdict, tried: string, said: string, stderr: string): Error {
  if (verdict.kind !== 'final') {
    const words = verdict.kind === 'transport' ? serverWords(stderr) : undefined;
    return new TransientFailure(verdict.kind, redact(said), { words });
  }
  return new ActionError({
    code: verdict.code,
    message: redact(`Could not ${tried}. The remote says: ${said}.`),
    hint: verdict.advice,
  });
}

/** What git adds to whatever has gone wrong. */
const NOISE = /^(send-pack: unexpected disconnect|error: failed to push some refs|To )/;

/** What the other side said, quoted and cut; where it said nothing, what git said. */
export function remoteWords(stderr: string): string {
  const lines = stderr.split(/\r\n|[\r\n]/).map((line) => line.trim());
  const remote = lines.filter((line) => line.startsWith('remote:')).map((line) => line.slice(7).trim());
  // A hook on a path of this machine speaks without "remote:", before git says that the server has gone.
  const local = lines.filter((line) => !NOISE.test(line));
  const words = [...new Set(remote.some(Boolean) ? remote : local)].filter(Boolean);
  return words.length === 0 ? quote(stderr.trim()) : quoteList(words, 8);
}
