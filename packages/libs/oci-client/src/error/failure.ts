import { quote } from '@gatehouse/action-kit';
import { classifyNetworkError } from '@gatehouse/retry';
import { type Refusal, specErrors } from './answer.ts';
import { classifyRefusal } from './classify.ts';
import { RegistryError, type RegistryFailureKind } from './error.ts';
import { retryAfterOf } from './retry-after.ts';
import type { Question } from './verdict.ts';

/** A request as messages name it. */
export interface Asked extends Question {
  /** `GET https://ghcr.io/v2/acme/widgets/manifests/1.2`, without its query. */
  readonly request: string;
  /** What was asked for: `ghcr.io/acme/widgets:1.2`. */
  readonly what: string;
}

/** The error of an answer that is not a success. `nowMs` is the wall clock. */
export function refusalError(asked: Asked, refusal: Refusal, nowMs: number): RegistryError {
  const { kind, reason } = classifyRefusal(refusal, asked);
  const [first] = specErrors(refusal.body);
  const said =
    first === undefined ? refusal.body.trim() : [first.code, first.message].filter(Boolean).join(': ');
  const words = said === '' ? '' : ` ${quote(said)}`;
  return new RegistryError({
    kind,
    status: refusal.status,
    registryCode: first?.code === '' ? undefined : first?.code,
    retryAfterMs: retryAfterOf(refusal, nowMs),
    message: `${asked.what}: ${MEANINGS[kind]}. ${asked.request} answered ${refusal.status}${words} (${reason}).`,
    hint: HINTS[kind],
  });
}

/** The error of a request without an answer: the network, a certificate, or a bug, which is thrown as it came. */
export function networkError(asked: Asked, thrown: unknown): unknown {
  if (thrown instanceof RegistryError) return thrown;
  const { kind, reason } = classifyNetworkError(thrown);
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  // fetch wraps every error of the connection in a TypeError with a cause; one without is a mistake of ours.
  if (kind === 'final' && cause === undefined) return thrown;
  const said =
    cause instanceof Error ? cause.message : thrown instanceof Error ? thrown.message : String(thrown);
  return new RegistryError({
    kind: kind === 'transient' ? 'transient' : 'invalid',
    message: `${asked.what}: no answer to ${asked.request}: ${quote(said)} (${reason}).`,
    hint: kind === 'transient' ? HINTS.transient : 'Check the host name and the certificate of the registry.',
    cause: thrown,
  });
}

const MEANINGS: Readonly<Record<RegistryFailureKind, string>> = {
  transient: 'the registry cannot serve this right now',
  propagation: 'it was just written and is not readable yet',
  auth: 'the registry wants valid credentials',
  denied: 'the registry denied access',
  immutable: 'the tag exists and is immutable',
  invalid: 'the registry rejected the request',
  absent: 'it does not exist',
};

const HINTS: Readonly<Record<RegistryFailureKind, string>> = {
  transient: 'Run the job again later, or give it a longer deadline.',
  propagation: 'Give it a longer deadline; the registry may need minutes to show what was pushed.',
  auth: 'Log in to this registry before this step, for example with docker/login-action.',
  denied: 'Check the name of the repository, and that the credentials may read or write it.',
  immutable: 'Publish under a new tag; this one cannot be changed.',
  invalid: 'Fix what the registry reports; retrying does not help.',
  absent: 'Check the reference, and that the step that pushes it ran before.',
};
