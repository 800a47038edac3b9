import { ActionError } from '@gatehouse/action-kit';

/** Why no version could be read from a file. */
export type Unstated = 'NO_FILE' | 'NO_VERSION' | 'NOT_READABLE' | 'SLOW_PATTERN';

/** A file of the list that states no version; `message` has neither its name nor a full stop. */
export function unstated(
  code: Unstated,
  message: string,
  hint: string,
  cause?: unknown,
): ActionError<Unstated> {
  return new ActionError({ code, message, hint, ...(cause === undefined ? {} : { cause }) });
}
