import type { ReportedFile } from '@gatehouse/version-manifest';
import { canonicalJson } from './canonical.ts';
import { collectEntries } from './combine-entries.ts';
import { type Conflict, rivals } from './conflict.ts';
import type { FoundPart, Part, PartImage } from './part.ts';

/** One entry with its key (`keyOf` of version-manifest) and the file of the part that reports it. */
export interface CombinedEntry {
  readonly key: string;
  readonly file: ReportedFile;
  readonly source: string;
}

/** One image with the key of its part. */
export interface CombinedImage {
  readonly key: string;
  readonly image: PartImage;
  readonly source: string;
}

/** A part that gave way to a newer attempt of the same run. */
export interface Replacement {
  readonly key: string;
  readonly kept: string;
  readonly keptAttempt: number;
  readonly dropped: string;
  readonly droppedAttempt: number;
}

/** What the parts say together, or why they cannot. */
export type Combination = {
  readonly replaced: readonly Replacement[];
} & (
  | {
      readonly verdict: 'combined';
      /** The parts that count, by key. */
      readonly parts: readonly FoundPart[];
      /** By key, in code-unit order. */
      readonly entries: readonly CombinedEntry[];
      readonly images: readonly CombinedImage[];
      /** The keys of entries and images, for `judgeCoverage`. */
      readonly covered: readonly string[];
    }
  | { readonly verdict: 'conflict'; readonly conflicts: readonly Conflict[] }
);

/**
 * Combines parts; the order in which they came makes no difference. For each key the newest attempt
 * counts, by the part's own run record: ids and times of artifacts do not follow the attempts. Equal
 * content is one; what remains of two parts for one key, or one entry in two parts, is a conflict.
 */
export function combineParts(found: readonly FoundPart[]): Combination {
  const ordered = found.toSorted((a, b) => byText(a.part.key, b.part.key) || byText(a.source, b.source));
  const choices = Map.groupBy(ordered, ({ part }) => part.key)
    .values()
    .map(choose)
    .toArray();
  const replaced = choices.flatMap((choice) => choice.replaced);
  const parts = choices.map(({ kept }) => kept);
  const { entries, conflicts } = collectEntries(parts);
  const all = [...choices.flatMap((choice) => choice.conflicts), ...conflicts];
  if (all.length > 0) return { verdict: 'conflict', conflicts: all, replaced };
  const images = parts.flatMap(({ part, source }) =>
    part.kind === 'image' ? [{ key: part.key, image: part.image, source }] : [],
  );
  const covered = [...entries, ...images].map(({ key }) => key).toSorted();
  return { verdict: 'combined', parts, entries, images, covered, replaced };
}

interface Choice {
  readonly kept: FoundPart;
  readonly replaced: readonly Replacement[];
  readonly conflicts: readonly Conflict[];
}

/** Chooses among the parts of one key, which come in the order of their sources. */
function choose(candidates: readonly FoundPart[]): Choice {
  const kept = candidates.reduce((best, next) => (attemptOf(next) > attemptOf(best) ? next : best));
  const replaced: Replacement[] = [];
  const conflicts: Conflict[] = [];
  for (const rival of candidates) {
    if (rival === kept) continue;
    if (sameRun(rival.part, kept.part) && attemptOf(rival) < attemptOf(kept)) {
      replaced.push({
        key: kept.part.key,
        kept: kept.source,
        keptAttempt: attemptOf(kept),
        dropped: rival.source,
        droppedAttempt: attemptOf(rival),
      });
    } else if (contentOf(rival.part) !== contentOf(kept.part)) {
      const why = sameRun(rival.part, kept.part)
        ? `both of attempt ${attemptOf(kept)}, with other content`
        : 'of different runs, with other content';
      conflicts.push(rivals('part', kept.part.key, [kept.source, rival.source], why));
    }
  }
  return { kept, replaced, conflicts };
}

const attemptOf = ({ part }: FoundPart): number => part.run.run_attempt;

function sameRun({ run: a }: Part, { run: b }: Part): boolean {
  return a.repository === b.repository && a.run_id === b.run_id && a.sha === b.sha;
}

/** What a part claims, without who says so. */
function contentOf(part: Part): string {
  return part.kind === 'image'
    ? canonicalJson(part.image)
    : canonicalJson(part.entries.map(canonicalJson).toSorted());
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
