import { rm } from 'node:fs/promises';
import { ActionError } from '@gatehouse/action-kit/errors';
import {
  killOrphans,
  makeTemporaryFolder,
  playScenario,
  progress,
  type ScenarioRecord,
  sweepFolders,
  type Telling,
} from '@gatehouse/rehearsal';
import type { Choice } from './kinds.ts';
import { type Surrounding, setStage } from './staging.ts';
import { raiseWall } from './wall.ts';

/** What scenarios are played with, and how they are told. */
export interface Playing extends Omit<Surrounding, 'folder' | 'stepEnv'>, Telling {
  /** Told of each scenario as soon as it is over. */
  readonly onPlayed: (played: Played) => void;
}

/** A scenario that was played, and the hosts that it asked for in vain. */
export interface Played {
  readonly record: ScenarioRecord;
  readonly refusedHosts: readonly string[];
}

/** Plays one scenario after the other. Ctrl-C ends it with everything that it has started. */
export async function playAll(choices: readonly Choice[], playing: Playing): Promise<readonly Played[]> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals) =>
    interruption.abort(
      new ActionError({
        code: signal === 'SIGINT' ? 'INTERRUPTED' : 'TERMINATED',
        message: `The rehearsal was ended by ${signal}; nothing of it is left.`,
      }),
    );
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  // What a rehearsal left that was killed, and had no time to clean up.
  await Promise.all([killOrphans(), sweepFolders()]);
  try {
    const played: Played[] = [];
    for (const choice of choices) {
      const one = await play(choice, playing, interruption.signal);
      playing.onPlayed(one);
      played.push(one);
    }
    return played;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

async function play(choice: Choice, playing: Playing, signal: AbortSignal): Promise<Played> {
  using told = progress(choice.scenario, playing);
  const folder = await makeTemporaryFolder('copy');
  try {
    await using wall = await raiseWall();
    const staged = await setStage(choice, { ...playing, folder, stepEnv: wall.env });
    for (const { name, from = 'not set', to, place } of staged.production.replacements ?? []) {
      playing.say(`  ${name}: ${from || 'empty'} -> ${to || 'empty'} (${place})`);
    }
    const record = await playScenario(staged.scenario, staged.production, { ...told, signal });
    return { record, refusedHosts: wall.asked() };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
