import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@gatehouse/action-kit';
import { quote } from '@gatehouse/action-kit/quote';
import type { Remaining } from '@gatehouse/retry';
import { type CollectedParts, collectParts, type WantedParts } from './folder/collect.ts';
import { type ExpectedRun, requireRun } from './part/provenance.ts';
import type { downloadParts } from './transport.ts';

/** Which parts are gathered, and from where. */
export interface GatherOptions<Content, Rules> extends WantedParts<Content, Rules> {
  /** Without it the parts of all attempts of this run are downloaded. */
  readonly partsDir: string | undefined;
  /** The time for the downloads. */
  readonly remainingMs: Remaining;
}

/** What gathering needs from the world. */
export interface GatherDeps {
  readonly context: ExpectedRun;
  readonly log: Log;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly downloadParts: typeof downloadParts;
}

/**
 * Reads what the legs of this run left, or what is in a folder. A part of another run fails with `FOREIGN_PART`,
 * whatever its kind or target.
 */
export async function gatherParts<Content, Rules>(
  options: GatherOptions<Content, Rules>,
  deps: GatherDeps,
): Promise<CollectedParts<Content>> {
  const { partsDir, remainingMs } = options;
  if (partsDir !== undefined) return collectOwn(partsDir, options, deps);
  const folder = await mkdtemp(join(deps.temp, 'gatehouse-parts-'));
  try {
    await deps.downloadParts(folder, { log: deps.log, deadline: remainingMs() });
    return await collectOwn(folder, options, deps);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function collectOwn<Content, Rules>(
  folder: string,
  wanted: WantedParts<Content, Rules>,
  { context, log }: GatherDeps,
): Promise<CollectedParts<Content>> {
  const collected = await collectParts(folder, wanted);
  const others = collected.others.map(({ frame, source }) => ({ part: frame, source }));
  requireRun([...collected.parts, ...others], context);
  for (const { name, reason } of collected.excluded) log.info(`Left out: ${quote(name)} (${reason})`);
  return collected;
}
