import { tmpdir } from 'node:os';
import {
  appendSummary,
  findRunContext,
  type OutputValue,
  runnerLog,
  setOutputs,
} from '@gatehouse/action-kit';
import type { Keychain } from '@gatehouse/oci-client';
import { downloadParts } from '@gatehouse/parts';
import { type RetryDeps, realClock } from '@gatehouse/retry';
import type { PartDeps } from './part-sources.ts';

/** What the action needs from the world. */
export interface RunDeps extends PartDeps {
  readonly fetch: typeof fetch;
  readonly clock: RetryDeps;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
  /** PATH and the tool cache, where programs are looked for. */
  readonly env: NodeJS.ProcessEnv;
  /** Default: that of docker and podman on this machine. */
  readonly keychain?: Keychain;
  readonly setOutputs: (outputs: Readonly<Record<string, OutputValue>>) => void;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/** The world of a step on a runner. */
export const runnerDeps = (): RunDeps => ({
  context: findRunContext(),
  temp: process.env.RUNNER_TEMP || tmpdir(),
  downloadParts,
  env: process.env,
  fetch,
  log: runnerLog,
  clock: realClock,
  wallClock: Date.now,
  setOutputs,
  appendSummary,
});
