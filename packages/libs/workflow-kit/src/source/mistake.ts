import { ActionError } from '@gatehouse/action-kit/errors';
import { type SourcePosition, showPosition } from './position.ts';

/** Something in a source that its author must mend. */
export interface Mistake {
  readonly at: SourcePosition;
  /** What was found, what was expected and, where it is not plain, what to do. */
  readonly message: string;
}

/** A source that makes no workflow. Each line of the message starts with the place of one mistake. */
export class WorkflowError extends ActionError<'INVALID_WORKFLOW'> {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super({
      code: 'INVALID_WORKFLOW',
      message: mistakes.map(({ at, message }) => `${showPosition(at)}: ${message}`).join('\n'),
      hint: `Correct the ${mistakes.length === 1 ? 'line' : 'lines'} in the source, not in the generated YAML.`,
    });
    this.mistakes = mistakes;
  }
}

/** Throws all of `mistakes` at once; does nothing when there are none. */
export function refuse(mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw new WorkflowError(mistakes);
}

/** Ends with the one mistake that makes it pointless to go on. */
export function mistaken(at: SourcePosition, message: string): never {
  throw new WorkflowError([{ at, message }]);
}
