import { tmpdir } from 'node:os';
import {
  appendSummary,
  type Log,
  type RunContext,
  readRunContext,
  runnerLog,
  setOutputs,
} from '@gatehouse/action-kit';
import { uploadPart } from '@gatehouse/parts';

/** What the action needs from the world. */
export interface Deps {
  /** The folder that globs and paths are relative to. */
  readonly cwd: string;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly context: RunContext;
  readonly log: Log;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
  readonly uploadPart: typeof uploadPart;
  readonly setOutputs: typeof setOutputs;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/** The world of a step on a runner. */
export function runnerDeps(): Deps {
  return {
    cwd: process.cwd(),
    temp: process.env.RUNNER_TEMP || tmpdir(),
    context: readRunContext(),
    log: runnerLog,
    wallClock: Date.now,
    uploadPart,
    setOutputs,
    appendSummary,
  };
}
