import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ActionError, type Log, quote, type RunContext } from '@gatehouse/action-kit';
import {
  type Combination,
  collectParts,
  combineParts,
  DEFAULT_LIMITS,
  type downloadParts,
  type EntryRules,
  type ExcludedFile,
  requireRun,
} from '@gatehouse/parts';
import { keyOf } from '@gatehouse/version-manifest';

/** What the legs of this run left, read and combined. */
export interface Gathered {
  /** How many parts were read, those of older attempts included. */
  readonly parts: number;
  /** The keys that any of them reports. */
  readonly keys: readonly string[];
  /** Reports and logs that lay beside the parts. */
  readonly excluded: readonly ExcludedFile[];
  readonly combination: Combination;
}

/** What gathering needs from the world. */
export interface GatherDeps {
  readonly context: RunContext;
  readonly log: Log;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly downloadParts: typeof downloadParts;
}

/** Reads the parts in `partsDir`, or downloads those of all attempts of this run. */
export async function gather(
  partsDir: string | undefined,
  rules: EntryRules,
  deps: GatherDeps,
): Promise<Gathered> {
  if (partsDir !== undefined) return read(partsDir, rules, deps);
  const folder = await mkdtemp(join(deps.temp, 'gatehouse-parts-'));
  try {
    await deps.downloadParts(folder, { log: deps.log });
    return await read(folder, rules, deps);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function read(folder: string, rules: EntryRules, { context, log }: GatherDeps): Promise<Gathered> {
  const { parts, excluded } = await collectParts(folder, DEFAULT_LIMITS, rules);
  requireRun(parts, context);
  const image = parts.find(({ part }) => part.kind !== 'version-files');
  if (image !== undefined) {
    throw new ActionError({
      code: 'WRONG_KIND',
      message: `${quote(image.source)} is a part of kind ${quote(image.part.kind)}; a manifest takes parts of kind "version-files".`,
      hint: 'Keep the parts of images out of this job: download them into another folder.',
    });
  }
  log.info(`Read ${parts.length} parts, left out ${excluded.length} other files.`);
  for (const { name, reason } of excluded) log.info(`Left out: ${quote(name)} (${reason})`);
  const combination = combineParts(parts);
  for (const { key, keptAttempt, droppedAttempt } of combination.replaced) {
    log.notice(`${quote(key)}: attempt ${keptAttempt} replaces attempt ${droppedAttempt}.`);
  }
  const files = parts.flatMap(({ part }) => (part.kind === 'version-files' ? part.entries : []));
  const unhashed = files.filter(({ sha256 }) => sha256 === undefined).length;
  if (unhashed > 0) {
    log.warning(
      `${unhashed} files come without a sha256: that one archive went by two names would not show.`,
    );
  }
  const keys = files.map(keyOf);
  return { parts: parts.length, keys, excluded, combination };
}
