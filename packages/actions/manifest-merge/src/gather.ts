import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ActionError, type Log, quote, quoteList, type RunContext } from '@gatehouse/action-kit';
import {
  type Combination,
  collectParts,
  combineParts,
  DEFAULT_LIMITS,
  type downloadParts,
  type EntryRules,
  type ExcludedFile,
  type Part,
  requireRun,
} from '@gatehouse/parts';
import { keyOf } from '@gatehouse/version-manifest';
import type { Unreleased } from './released.ts';

/** What the legs of this run left, read and combined. */
export interface Gathered {
  /** How many parts were read, those of older attempts included. */
  readonly parts: number;
  /** The keys that any of them reports. */
  readonly keys: readonly string[];
  /** Reports and logs that lay beside the parts. */
  readonly excluded: readonly ExcludedFile[];
  /** The keys of the parts that are left to another merge. */
  readonly left: readonly string[];
  /** What is left out because no public release offers it. */
  readonly unreleased: readonly Unreleased[];
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

/** Which parts are asked for. */
export interface Wanted {
  /** Without it the parts of all attempts of this run are downloaded. */
  readonly partsDir: string | undefined;
  readonly rules: EntryRules;
  /** Of other keys no part is taken. */
  readonly only: ReadonlySet<string> | undefined;
}

/** Reads the parts of this run, or those in a folder. */
export async function gather(wanted: Wanted, deps: GatherDeps): Promise<Gathered> {
  if (wanted.partsDir !== undefined) return read(wanted.partsDir, wanted, deps);
  const folder = await mkdtemp(join(deps.temp, 'gatehouse-parts-'));
  try {
    await deps.downloadParts(folder, { log: deps.log });
    return await read(folder, wanted, deps);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function read(
  folder: string,
  { rules, only }: Wanted,
  { context, log }: GatherDeps,
): Promise<Gathered> {
  const { parts: found, excluded } = await collectParts(folder, DEFAULT_LIMITS, rules);
  requireRun(found, context);
  const { parts = [], others = [] } = Object.groupBy(found, ({ part }) =>
    isOf(only, part) ? 'parts' : 'others',
  );
  const left = [...new Set(others.map(({ part }) => part.key))].toSorted();
  if (left.length > 0)
    log.notice(`Left to another merge, since nobody expects them here: ${quoteList(left)}.`);
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
  return { parts: parts.length, keys, excluded, left, unreleased: [], combination };
}

/** What is gathered, without the files that are `unreleased`. */
export function withoutUnreleased(gathered: Gathered, unreleased: readonly Unreleased[]): Gathered {
  const { combination } = gathered;
  if (combination.verdict !== 'combined') return gathered;
  const gone = new Set(unreleased.map(({ key }) => key));
  const entries = combination.entries.filter(({ key }) => !gone.has(key));
  const covered = combination.covered.filter((key) => !gone.has(key));
  return { ...gathered, unreleased, combination: { ...combination, entries, covered } };
}

/** Whether `part`, or one of the files that it reports, goes by one of the keys `only`. */
function isOf(only: ReadonlySet<string> | undefined, part: Part): boolean {
  if (only === undefined) return true;
  const keys = part.kind === 'version-files' ? part.entries.map(keyOf) : [];
  return [part.key, ...keys].some((key) => only.has(key));
}
