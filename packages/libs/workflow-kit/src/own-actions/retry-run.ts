import type { OwnActionType, TextInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** Script to run. Either this or `command` is required. */
  readonly run?: TextInput;
  /** Shell for `run`: `bash`, `sh`, `pwsh`, `powershell`, `cmd`, `python`, or a command with `{0}` where the path of the script belongs. Empty takes `bash -e -o pipefail`, on Windows `pwsh`. */
  readonly shell?: TextInput;
  /** A program and its arguments on one line, started without a shell. Single and double quotes keep words together. */
  readonly command?: TextInput;
  /** Folder in which the command runs. Empty takes the workspace. */
  readonly 'working-directory'?: TextInput;
  /** Time for all attempts and pauses together, such as `90s`, `10m` or `2h`. Default: `30m`. */
  readonly deadline?: TextInput;
  /** Time for one attempt. An attempt that takes longer is ended with everything it started, and counts as transient. Empty takes what is left of `deadline`. */
  readonly 'attempt-timeout'?: TextInput;
  /** Time between SIGTERM and SIGKILL when an attempt times out. Not used on Windows. Default: `5s`. */
  readonly grace?: TextInput;
  /** How many attempts are made at most, from 1 to 100. Default: `5`. */
  readonly 'max-attempts'?: TextInput;
  /** Longest pause before the second attempt; it doubles with each further one. The pause is drawn at random between nothing and that, and a longer Retry-After is waited for. Default: `5s`. */
  readonly backoff?: TextInput;
  /** Longest pause between two attempts. Default: `60s`. */
  readonly 'max-backoff'?: TextInput;
  /** JavaScript regular expressions, one per line, case-insensitive. A failure is transient when a line of the output matches one and nothing final is found. */
  readonly 'transient-patterns'?: TextInput;
  /** JavaScript regular expressions, one per line, case-insensitive. A failure is final when a line of the output matches one, whatever else is found. */
  readonly 'final-patterns'?: TextInput;
  /** Exit codes that are transient unless something final is found; 126 and 127 never are. */
  readonly 'retry-exit-codes'?: TextInput;
  /** Exit codes that are final, whatever the output says. */
  readonly 'final-exit-codes'?: TextInput;
};

type Outputs = {
  /** How many attempts were made. */
  readonly attempts: string;
  /** Exit code of the last attempt; empty when it was ended by a signal or by `attempt-timeout`, or could not be started. */
  readonly 'exit-code': string;
  /** `success`; `final` when the last failure is not one to retry; `exhausted` when it is, but time or attempts are used up. */
  readonly outcome: string;
  /** Class of the last failure, such as `http-503`, `dns`, `attempt-timeout`, `test-failure` or `unknown`; empty after a success. */
  readonly reason: string;
  /** Evidence as JSON (`gatehouse.retry-run/v1`): each attempt with its ending, class, the line that led to it, and its duration. */
  readonly evidence: string;
};

/** Runs a command against a deadline and retries it only when the failure is transient. */
export type RetryRun = OwnActionType<Inputs, keyof Outputs>;
