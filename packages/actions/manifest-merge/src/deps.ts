import { tmpdir } from 'node:os';
import {
  appendSummary,
  type Log,
  type RunContext,
  readRunContext,
  runnerLog,
  setOutputs,
} from '@gatehouse/action-kit';
import { downloadParts } from '@gatehouse/parts';
import { run as exec } from '@gatehouse/process';

/** What the action needs from the world. */
export interface Deps {
  readonly context: RunContext;
  readonly log: Log;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly fetch: typeof fetch;
  readonly exec: typeof exec;
  readonly downloadParts: typeof downloadParts;
  readonly setOutputs: typeof setOutputs;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/** The world of a step on a runner. */
export function runnerDeps(): Deps {
  const temp = process.env.RUNNER_TEMP || tmpdir();
  const context = readRunContext();
  return { context, log: runnerLog, temp, fetch, exec, downloadParts, setOutputs, appendSummary };
}
