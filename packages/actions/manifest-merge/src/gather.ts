import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, quote, quoteList, type RunContext } from '@gatehouse/action-kit';
import {
  type Combination,
  collectParts,
  combineParts,
  type downloadParts,
  type ExcludedFile,
  type Part,
  type PartFrame,
  requireRun,
} from '@gatehouse/parts';
import type { Remaining } from '@gatehouse/retry';
import {
  type EntryRules,
  keyOf,
  type ReportedFile,
  type VersionFiles,
  versionFiles,
} from '@gatehouse/version-manifest';
import type { Unreleased } from './released.ts';

/** What the legs of this run left, read and combined. */
export interface Gathered {
  /** How many parts were read, those of older attempts included. */
  readonly parts: number;
  /** The keys that any of them reports. */
  readonly keys: readonly string[];
  /** Reports and logs that lay beside the parts. */
  readonly excluded: readonly ExcludedFile[];
  /** The keys of the parts that are left to another merge; those of another kind or target with it. */
  readonly left: readonly string[];
  /** What is left out because no public release offers it. */
  readonly unreleased: readonly Unreleased[];
  readonly combination: Combination<VersionFiles, ReportedFile>;
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
  /** Exactly this target; null takes the parts without one. */
  readonly target: string | null;
  /** Of other keys no part is taken. */
  readonly only: ReadonlySet<string> | undefined;
  /** The time for the downloads. */
  readonly remainingMs: Remaining;
}

/** Reads the parts of this run, or those in a folder. */
export async function gather(wanted: Wanted, deps: GatherDeps): Promise<Gathered> {
  if (wanted.partsDir !== undefined) return read(wanted.partsDir, wanted, deps);
  const folder = await mkdtemp(join(deps.temp, 'gatehouse-parts-'));
  try {
    await deps.downloadParts(folder, { log: deps.log, deadline: wanted.remainingMs() });
    return await read(folder, wanted, deps);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function read(
  folder: string,
  { rules, target, only }: Wanted,
  { context, log }: GatherDeps,
): Promise<Gathered> {
  const collected = await collectParts(folder, { kind: versionFiles, rules, target });
  const { excluded } = collected;
  const others = collected.others.map(({ frame, source }) => ({ part: frame, source }));
  requireRun([...collected.parts, ...others], context);
  const { parts = [], unasked = [] } = Object.groupBy(collected.parts, ({ part }) =>
    isOf(only, part) ? 'parts' : 'unasked',
  );
  const left = [
    ...new Set([...unasked.map(({ part }) => part.key), ...others.map(({ part }) => nameOf(part))]),
  ].toSorted();
  if (left.length > 0) log.notice(`Left to another merge of this run: ${quoteList(left)}.`);
  log.info(`Read ${parts.length} parts, left out ${excluded.length} other files.`);
  for (const { name, reason } of excluded) log.info(`Left out: ${quote(name)} (${reason})`);
  const combination = combineParts(versionFiles, parts);
  for (const { key, keptAttempt, droppedAttempt } of combination.replaced) {
    log.notice(`${quote(key)}: attempt ${keptAttempt} replaces attempt ${droppedAttempt}.`);
  }
  const files = parts.flatMap(({ part }) => part.content);
  const unhashed = files.filter(({ sha256 }) => sha256 === undefined).length;
  if (unhashed > 0) {
    log.warning(
      `${unhashed} files have no sha256, so one archive published under two names would go unnoticed.`,
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
  const items = combination.items.filter(({ key }) => !gone.has(key));
  const covered = combination.covered.filter((key) => !gone.has(key));
  return { ...gathered, unreleased, combination: { ...combination, items, covered } };
}

/** Whether `part`, or one of the files that it reports, goes by one of the keys `only`. */
function isOf(only: ReadonlySet<string> | undefined, part: Part<VersionFiles>): boolean {
  return only === undefined || [part.key, ...part.content.map(keyOf)].some((key) => only.has(key));
}

/** A part of another kind or target, so that equal keys stay apart. */
function nameOf({ key, kind, target }: PartFrame): string {
  const about = [...(kind === versionFiles.name ? [] : [kind]), ...(target === null ? [] : [target])];
  return about.length === 0 ? key : `${key} (${about.join(', ')})`;
}
