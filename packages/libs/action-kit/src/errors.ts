/** What an {@link ActionError} is made of. */
export interface ErrorParts<Code extends string> {
  /** A literal, stable word that tests and callers compare. */
  readonly code: Code;
  /** What was found and what was expected. */
  readonly message: string;
  /** What to do about it, as an instruction. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * A failure that its reader can mend: bad input, a refused part, a protected branch.
 * Everything else that is thrown counts as a bug and is shown with its stack.
 */
export class ActionError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly hint: string | undefined;

  constructor({ code, message, hint, cause }: ErrorParts<Code>) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ActionError';
    this.code = code;
    this.hint = hint;
  }
}

/** Whether `error` is an {@link ActionError} with one of `codes` (any, when none is given). */
export function isActionError<Code extends string>(
  error: unknown,
  ...codes: readonly Code[]
): error is ActionError<Code> {
  return error instanceof ActionError && (codes.length === 0 || codes.includes(error.code as Code));
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
