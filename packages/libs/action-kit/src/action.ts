import { info, setFailed } from '@actions/core';
import { ActionError, messageOf } from './errors.ts';
import { redact } from './secrets.ts';

/** An action: its inputs are read once, then its story runs. */
export interface Action<Inputs> {
  readonly readInputs: () => Inputs;
  readonly run: (inputs: Inputs) => Promise<void>;
}

/**
 * The entry of every action, and the one place where a step is declared failed. A mistake that the
 * user can mend is one annotation; a bug also shows its stack.
 */
export async function runAction<Inputs>(action: Action<Inputs>): Promise<void> {
  try {
    await action.run(action.readInputs());
  } catch (thrown) {
    setFailed(redact(describe(thrown)));
    if (!(thrown instanceof ActionError)) info(redact(stackOf(thrown)));
  }
}

function describe(thrown: unknown): string {
  if (thrown instanceof ActionError) {
    return [`${thrown.message} [${thrown.code}]`, thrown.hint].filter(Boolean).join('\n');
  }
  return `Unexpected error: ${messageOf(thrown)}\nThis is a bug in the action. Please report it with the log of this step.`;
}

function stackOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const cause =
    thrown instanceof Error && thrown.cause !== undefined ? `\nCaused by: ${stackOf(thrown.cause)}` : '';
  return `${stack}${cause}`;
}
