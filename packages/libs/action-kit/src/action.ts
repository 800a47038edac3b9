import { info, setFailed } from '@actions/core';
import { ActionError, messageOf } from './errors.ts';
import { useProxiesOf } from './proxy/proxy-use.ts';
import { quoteLines } from './quote.ts';
import { redact } from './redaction.ts';

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
    const inputs = action.readInputs();
    if ((await useProxiesOf(process.env)) === 'was-run-again') return;
    await action.run(inputs);
  } catch (thrown) {
    setFailed(redact(describe(thrown)));
    if (!(thrown instanceof ActionError)) info(quoteLines(redact(stackOf(thrown))));
  } finally {
    endSoon();
  }
}

/**
 * Ends the process although something is still open, such as a connection of a client that takes no signal:
 * the step would otherwise outlive its deadline by minutes. Where nothing is open it ends at once.
 */
function endSoon(): void {
  setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
}

/** For what a pipe still holds of the output. */
const LAST_WORDS_MS = 1000;

function describe(thrown: unknown): string {
  if (thrown instanceof ActionError) {
    return [`${thrown.message} [${thrown.code}]`, thrown.hint].filter(Boolean).join('\n');
  }
  return `Unexpected error: ${messageOf(thrown)}\nThis is a bug in the action. Please report it with the log of this step.`;
}

function stackOf(thrown: unknown, depth = 0): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
  const caused = thrown instanceof Error && thrown.cause !== undefined && depth < 5;
  return caused ? `${stack}\nCaused by: ${stackOf(thrown.cause, depth + 1)}` : stack;
}
