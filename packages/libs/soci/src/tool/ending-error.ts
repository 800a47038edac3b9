import { quote } from '@gatehouse/action-kit';
import { SociError } from '../error.ts';
import type { ToolRun } from './run.ts';

/** The error of a command that did not succeed. */
export function endingError(command: string, run: ToolRun): SociError {
  switch (run.kind) {
    case 'exited':
      return new SociError({
        code: 'SOCI_FAILED',
        message: `\`${command}\` failed with exit code ${run.exitCode}: ${lastWords(run.stderr)}.`,
        hint: 'Fix what soci reports; its log is above.',
      });
    case 'killed':
      return new SociError({
        code: 'SOCI_FAILED',
        message: `\`${command}\` was killed by a signal.`,
        hint: 'The runner may have run out of memory. Use a larger runner, or convert fewer images at a time.',
      });
    case 'timed-out':
      return new SociError({
        code: 'SOCI_TIMEOUT',
        message: `\`${command}\` did not finish within ${Math.round(run.timeoutMs / 1000)} s, the time that was left; it was stopped with everything it had started.`,
        hint: 'Give the step a longer deadline.',
      });
    case 'aborted':
      return new SociError({ code: 'SOCI_CANCELLED', message: `\`${command}\` was cancelled.` });
    case 'not-started':
      return new SociError({
        code: 'SOCI_FAILED',
        message: `\`${command}\` could not be started: ${run.reason}.`,
        hint: 'Check that soci is built for the operating system and the architecture of this runner.',
      });
    default:
      return run satisfies never;
  }
}

function lastWords(stderr: string): string {
  const lines = stderr.trim().split('\n').slice(-3).join(' ');
  return lines === '' ? 'it says nothing on its standard error' : quote(lines);
}
