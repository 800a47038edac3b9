import type { JobRecord } from '../engine/record.ts';
import { type Race, raceWriter } from '../scene/race-writer.ts';
import type { Scene } from '../scene/scene.ts';
import type { BranchTrouble } from './scenario.ts';

/** Those who write to the branch while a scenario is played: `await using others = sendOthers(…)`. */
export interface Others extends AsyncDisposable {
  /** Lets them begin, where that is the job that they wait for. */
  onJob(job: JobRecord): void;
  /** Settles when everything of theirs has landed; at once when they never began. */
  arrived(): Promise<void>;
}

/** Sends the writers and overtakers of a scenario off, at once or when their job begins. */
export async function sendOthers(
  { overtakes = 0, writers = [], when }: BranchTrouble,
  scene: Scene,
): Promise<Others> {
  let began: Promise<readonly Race[]> | undefined;
  const begin = async () => {
    // The other writers are to meet the workflow, and not to be beaten in its place.
    if (overtakes > 0) await scene.overtake(overtakes, { sparing: 'racer-*' });
    return Promise.all(
      writers.map(({ file, commits }) => raceWriter(scene.bare, scene.branch, file, commits)),
    );
  };
  if (when === undefined) {
    began = begin();
    await began;
  }
  return {
    onJob({ id }) {
      if (id !== when || began !== undefined) return;
      began = begin();
      // Whoever waits for their arrival hears of it.
      began.catch(() => {});
    },
    async arrived() {
      await Promise.all((await began)?.map(({ done }) => done) ?? []);
    },
    async [Symbol.asyncDispose]() {
      const races = await began?.catch(() => []);
      await Promise.allSettled(races?.map((race) => race.stop()) ?? []);
    },
  };
}
