import type { Identity } from '@gatehouse/git-writer';
import type { Values } from './input-shape.ts';

/** Where the result goes. */
export interface WriterInputs {
  readonly mode: 'git' | 'api' | 'none';
  readonly directory: string;
  readonly branch: string | undefined;
  readonly remote: string | undefined;
  readonly token: string | undefined;
  readonly author: Identity;
  readonly signOff: boolean;
  readonly message: string;
  readonly deadlineMs: number;
  readonly dryRun: boolean;
}

/** Where the inputs say that the result goes. */
export function writerOf(values: Values): WriterInputs {
  return {
    mode: values.writer,
    directory: values.directory,
    branch: values.branch,
    remote: values.remote,
    token: values.token,
    author: { name: values['author-name'], email: values['author-email'] },
    signOff: values['sign-off'],
    message: values.message,
    deadlineMs: values.deadline,
    dryRun: values['dry-run'],
  };
}
