import {
  choice,
  duration,
  flag,
  type InputSource,
  matching,
  readInputs as readShape,
  secret,
  text,
  withDefault,
} from '@gatehouse/action-kit';

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  path: withDefault(text('a path'), '.github/settings-audit.yml'),
  repository: matching(/^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/, 'owner/name'),
  'on-unknown': withDefault(choice('fail', 'warn'), 'fail'),
  snapshot: withDefault(flag(), false),
  deadline: withDefault(duration(), 5 * 60_000),
  token: withDefault(secret(), ''),
} as const;

/** What the audit was asked to do. */
export interface Inputs {
  /** The expectation file. */
  readonly path: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Whether the step fails where something is unknown. The verdict is `unknown` either way. */
  readonly onUnknown: 'fail' | 'warn';
  /** Whether to write down what is there now, instead of comparing it. */
  readonly snapshot: boolean;
  /** For everything, in milliseconds. */
  readonly deadlineMs: number;
  readonly token: string;
}

/** Reads the inputs; fails with `INVALID_INPUT`. */
export function readInputs(source?: InputSource): Inputs {
  const { path, repository, snapshot, deadline, token, ...values } = readShape(inputs, source);
  return { path, repository, onUnknown: values['on-unknown'], snapshot, deadlineMs: deadline, token };
}
