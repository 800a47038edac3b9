import type { FoundItem, PartKind } from '../part/kind.ts';
import type { FoundPart, Part } from '../part/part.ts';
import { combineItems, sameContent } from './combine-items.ts';
import { type Conflict, rivals } from './conflict.ts';

/** A part that gave way to a newer attempt of the same run. */
export interface Replacement {
  readonly key: string;
  readonly kept: string;
  readonly keptAttempt: number;
  readonly dropped: string;
  readonly droppedAttempt: number;
}

/** What the parts say together, or why they cannot. */
export type Combination<Content, Item> = {
  readonly replaced: readonly Replacement[];
} & (
  | {
      readonly verdict: 'combined';
      /** The parts that count, by key. */
      readonly parts: readonly FoundPart<Content>[];
      /** By key, in code-unit order. */
      readonly items: readonly FoundItem<Item>[];
      /** The keys that the parts cover, for `judgeCoverage`; sorted, each once. */
      readonly covered: readonly string[];
    }
  | { readonly verdict: 'conflict'; readonly conflicts: readonly Conflict[] }
);

/**
 * Combines the parts of one target; the order in which they came makes no difference. For each key the
 * newest attempt counts, by the part's own run record: ids and times of artifacts do not follow the
 * attempts. Equal content is one; what remains of two parts for one key, or one item in two parts, is a
 * conflict.
 */
export function combineParts<Content, Item>(
  kind: PartKind<Content, Item, never>,
  found: readonly FoundPart<Content>[],
): Combination<Content, Item> {
  const ordered = found.toSorted((a, b) => byText(a.part.key, b.part.key) || byText(a.source, b.source));
  const choices = Map.groupBy(ordered, ({ part }) => part.key)
    .values()
    .map((candidates) => choose(kind, candidates))
    .toArray();
  const replaced = choices.flatMap((choice) => choice.replaced);
  const parts = choices.map(({ kept }) => kept);
  const { items, conflicts } = combineItems(parts, kind);
  const all = [...mixedTargets(ordered), ...choices.flatMap((choice) => choice.conflicts), ...conflicts];
  if (all.length > 0) return { verdict: 'conflict', conflicts: all, replaced };
  const covered = new Set(parts.flatMap(({ part }) => kind.covers(part, part.content)));
  return { verdict: 'combined', parts, items, covered: [...covered].toSorted(), replaced };
}

/** Parts of two targets make two things; to combine them would be to mix them. */
function mixedTargets(parts: readonly FoundPart[]): readonly Conflict[] {
  const [first] = parts;
  if (first === undefined) return [];
  return parts
    .filter(({ part }) => part.target !== first.part.target)
    .map(({ part, source }) =>
      rivals('target', part.key, [first.source, source], 'which are of different targets'),
    );
}

interface Choice<Content> {
  readonly kept: FoundPart<Content>;
  readonly replaced: readonly Replacement[];
  readonly conflicts: readonly Conflict[];
}

/** Chooses among the parts of one key, which come in the order of their sources. */
function choose<Content, Item>(
  kind: PartKind<Content, Item, never>,
  candidates: readonly FoundPart<Content>[],
): Choice<Content> {
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
    } else if (!sameContent(kind, rival.part.content, kept.part.content)) {
      const why = sameRun(rival.part, kept.part)
        ? `both of attempt ${attemptOf(kept)}, with other content`
        : 'of different runs, with other content';
      conflicts.push(rivals('part', kept.part.key, [kept.source, rival.source], why));
    }
  }
  return { kept, replaced, conflicts };
}

const attemptOf = ({ part }: { readonly part: Part }): number => part.run.run_attempt;

function sameRun({ run: a }: Part, { run: b }: Part): boolean {
  return a.repository === b.repository && a.run_id === b.run_id && a.sha === b.sha;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
