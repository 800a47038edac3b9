import { quote, quoteList } from '@gatehouse/action-kit';
import {
  type Combination,
  combineParts,
  type ExcludedFile,
  type GatherDeps,
  gatherParts,
  type Part,
  type PartFrame,
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

/** Reads the parts of this run, or those in a folder, and combines them. */
export async function gather(
  { rules, target, only, partsDir, remainingMs }: Wanted,
  deps: GatherDeps,
): Promise<Gathered> {
  const { log } = deps;
  const wanted = { kind: versionFiles, rules, targets: new Set([target]), partsDir, remainingMs };
  const { parts: collected, others, excluded } = await gatherParts(wanted, deps);
  const { parts = [], unasked = [] } = Object.groupBy(collected, ({ part }) =>
    isOf(only, part) ? 'parts' : 'unasked',
  );
  const left = [
    ...new Set([...unasked.map(({ part }) => part.key), ...others.map(({ frame }) => nameOf(frame))]),
  ].toSorted();
  if (left.length > 0) log.notice(`Left to another merge of this run: ${quoteList(left)}.`);
  log.info(`Read ${parts.length} parts, left out ${excluded.length} other files.`);
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
