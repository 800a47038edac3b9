import { ActionError, quoteList } from '@gatehouse/action-kit';
import type { Inputs } from './inputs.ts';
import { type Runner, runnerFor } from './runner.ts';

/** A row of the matrix. */
export interface Leg {
  /** The platform, so that legs are told apart in the summary. */
  readonly key: string;
  readonly platform: string;
  readonly runner: Runner['labels'];
  /** A text, for the row goes through JSON and back into conditions. */
  readonly emulated: 'true' | 'false';
}

/** As many rows as GitHub takes in a matrix. */
const MOST_LEGS = 256;

/** Plans a leg for each platform. Pure. Fails with `NO_RUNNER`, which names every platform, or `TOO_MANY_PLATFORMS`. */
export function planLegs({ platforms, runners, qemu, qemuRunner }: Inputs): readonly Leg[] {
  if (platforms.length > MOST_LEGS) {
    throw new ActionError({
      code: 'TOO_MANY_PLATFORMS',
      message: `Found ${platforms.length} platforms, expected at most ${MOST_LEGS}, the limit of a matrix on GitHub.`,
    });
  }
  const homeless: string[] = [];
  const legs = platforms.map((platform): Leg => {
    const own = qemu === 'all' ? undefined : runnerFor(platform, runners);
    if (own === undefined && qemu === 'never') homeless.push(platform);
    return {
      key: platform,
      platform,
      runner: own?.labels ?? qemuRunner,
      emulated: own === undefined ? 'true' : 'false',
    };
  });
  if (homeless.length === 0) return legs;
  throw new ActionError({
    code: 'NO_RUNNER',
    message: `Found no runner for ${quoteList(homeless)}, expected one for every platform.`,
    hint: `Name it in "runners" (${homeless[0]}=LABEL), or set "qemu: missing" to build under emulation, which is slower.`,
  });
}
