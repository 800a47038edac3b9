import { ActionError, redact } from '@gatehouse/action-kit';

/**
 * What kind of failure a registry's answer is:
 *
 * - `transient`: the same request may succeed later (overload, outage, a broken connection).
 * - `propagation`: what was just written is not readable yet.
 * - `auth`: the registry knows no one by this credential, or wants one.
 * - `denied`: it knows who asks, and says no.
 * - `immutable`: the tag exists and may not change.
 * - `invalid`: the request or the answer is not what the specification says; also bytes that do not match
 *   their digest and certificates that do not fit.
 * - `absent`: the registry says that this does not exist. Nothing else is ever `absent`.
 */
export type RegistryFailureKind =
  | 'transient'
  | 'propagation'
  | 'auth'
  | 'denied'
  | 'immutable'
  | 'invalid'
  | 'absent';

/** The literal code of an error of each kind. */
export type RegistryErrorCode = `REGISTRY_${Uppercase<RegistryFailureKind>}`;

/** What is known of a failure. */
export interface RegistryErrorParts {
  readonly kind: RegistryFailureKind;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The status of the answer; `undefined` where there was none. */
  readonly status?: number | undefined;
  /** The first code of the answer's `errors`, such as `MANIFEST_UNKNOWN`. */
  readonly registryCode?: string | undefined;
  /** How long the registry asks to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** A request to a registry, or to its token service, that failed. Holds no credential. */
export class RegistryError extends ActionError<RegistryErrorCode> {
  readonly kind: RegistryFailureKind;
  readonly status: number | undefined;
  readonly registryCode: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor({ kind, message, hint, status, registryCode, retryAfterMs, cause }: RegistryErrorParts) {
    super({
      code: codeOf(kind),
      message: redact(message),
      ...(hint !== undefined && { hint: redact(hint) }),
      cause,
    });
    this.name = 'RegistryError';
    this.kind = kind;
    this.status = status;
    this.registryCode = registryCode;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether `error` is a {@link RegistryError} of one of `kinds` (any, when none is given). */
export function isRegistryError(
  error: unknown,
  ...kinds: readonly RegistryFailureKind[]
): error is RegistryError {
  return error instanceof RegistryError && (kinds.length === 0 || kinds.includes(error.kind));
}

function codeOf(kind: RegistryFailureKind): RegistryErrorCode {
  return `REGISTRY_${kind.toUpperCase() as Uppercase<RegistryFailureKind>}`;
}
