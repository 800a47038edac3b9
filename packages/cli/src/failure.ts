import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { EXIT, type ExitCode } from './exit-code.ts';

/** A command line that was not understood. `command` names the page of help. */
export function usageError(message: string, command?: string): ActionError<'USAGE'> {
  const help = command === undefined ? 'gatehouse --help' : `gatehouse ${command} --help`;
  return new ActionError({ code: 'USAGE', message, hint: `${help} shows what there is.` });
}

/** What is told of a failure. */
export interface Failure {
  readonly exitCode: ExitCode;
  /** `BUG` for what nobody foresaw. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** What was thrown, for its reader. */
export function failureOf(thrown: unknown): Failure {
  if (isExpected(thrown)) {
    const { code, message, hint } = thrown;
    return { exitCode: EXIT_OF[code] ?? EXIT.refused, code, message, hint };
  }
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  return {
    exitCode: EXIT.refused,
    code: 'BUG',
    message: stack ?? messageOf(thrown),
    hint: 'This is a bug in gatehouse. Please report it with the lines above.',
  };
}

/** Codes of errors that end the command with a code of their own. */
const EXIT_OF: Readonly<Record<string, ExitCode>> = {
  USAGE: EXIT.usage,
  INTERRUPTED: EXIT.interrupted,
  TERMINATED: EXIT.terminated,
};

/** A source may throw the error of another copy of the library, so its class says nothing. */
function isExpected(thrown: unknown): thrown is ActionError {
  return thrown instanceof Error && thrown.name === 'ActionError' && 'code' in thrown;
}
