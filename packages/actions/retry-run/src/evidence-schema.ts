import { count, type EvidenceOf, evidenceDocument, field, run } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const failure = z.strictObject({
  class: field('Such as `http-503`, `dns`, `attempt-timeout` or `unknown`.', z.string()),
  transient: z.boolean(),
  retry_after_ms: field('The pause that the other side asked for; null without one.', z.nullable(count())),
  line: field('The line of output that led to the class; null where none did.', z.nullable(z.string())),
});

const attempt = z.strictObject({
  number: count(),
  ending: z.enum(['exited', 'signalled', 'timed-out', 'aborted', 'not-found']),
  exit_code: field('Null unless the command exited by itself.', z.nullable(count())),
  duration_ms: count(),
  failure: field('Why the attempt failed; null for a success.', z.nullable(failure)),
});

/** How a command was tried, and how each attempt ended. */
export const evidence = evidenceDocument('retry-run', {
  run: run(),
  outcome: field(
    '`final`: the last failure is not one to retry; `exhausted`: it is, but time or attempts are used up.',
    z.enum(['success', 'final', 'exhausted']),
  ),
  elapsed_ms: field('Time that all attempts and pauses took.', count()),
  deadline_ms: field('Time that they had.', count()),
  gave_up: field(
    'Why no further attempt was made; null unless `outcome` is `exhausted`.',
    z.nullable(z.string()),
  ),
  attempts: field('Every attempt, in order.', z.array(attempt)),
});

/** The evidence of retry-run, `gatehouse.retry-run/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;
