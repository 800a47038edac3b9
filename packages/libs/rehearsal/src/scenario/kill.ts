import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ActEvent } from '../engine/act-event.ts';
import { writeHook } from '../scene/hooks.ts';
import type { Scene } from '../scene/scene.ts';
import type { KillPoint } from './scenario.ts';

/** Watches a run and ends it at its kill point: `await using killer = await killAt(…)`. */
export interface Killer extends AsyncDisposable {
  /** For the run. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ActEvent) => void;
}

const HELD = 'push-is-held';

/** Prepares the end of a run; without a point it is never ended. */
export async function killAt(point: KillPoint | undefined, scene: Pick<Scene, 'bare'>): Promise<Killer> {
  const controller = new AbortController();
  const over = new AbortController();
  const hook =
    point === 'push-arrives' ? 'pre-receive' : point === 'push-landed' ? 'post-receive' : undefined;
  const held = join(scene.bare, HELD);
  const watching =
    hook === undefined
      ? undefined
      : writeHook(scene.bare, hook, [`: > ${HELD}`, 'sleep 30']).then(() =>
          watch(held, over.signal, () => controller.abort()),
        );
  return {
    signal: controller.signal,
    onEvent(event) {
      const isLine = typeof point === 'object' && event.kind === 'line';
      if (isLine && event.origin.jobId === point.job && event.text.includes(point.line)) controller.abort();
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      await watching;
      if (hook !== undefined) await rm(join(scene.bare, 'hooks', hook), { force: true });
      await rm(held, { force: true });
    },
  };
}

/** Calls `then` when a push is held at the hook. */
async function watch(path: string, over: AbortSignal, then: () => void): Promise<void> {
  while (!over.aborted) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return then();
    await pause(10);
  }
}
