import type { FoundItem, PartKind } from '../part/kind.ts';
import type { FoundPart } from '../part/part.ts';
import { type Conflict, rivals } from './conflict.ts';

/** Every item once, by key; and the conflicts between parts that report the same one, or among all items. */
export function combineItems<Content, Item>(
  parts: readonly FoundPart<Content>[],
  kind: PartKind<Content, Item, never>,
): {
  readonly items: readonly FoundItem<Item>[];
  readonly conflicts: readonly Conflict[];
} {
  const known = new Map<string, FoundItem<Item>>();
  const conflicts: Conflict[] = [];
  for (const { part, source } of parts) {
    for (const { key, item } of kind.items(part.content)) {
      const first = known.get(key);
      if (first === undefined) {
        known.set(key, { key, item, source });
        continue;
      }
      const fields = kind.differences(first.item, item);
      if (fields.length > 0) {
        conflicts.push(rivals('entry', key, [first.source, source], `with other ${fields.join(', ')}`));
      }
    }
  }
  const items = [...known.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { items, conflicts: [...conflicts, ...kind.conflicts(items)] };
}

/** Whether two contents report the same, in whatever order. */
export function sameContent<Content, Item>(
  kind: PartKind<Content, Item, never>,
  one: Content,
  other: Content,
): boolean {
  const items = new Map(kind.items(one).map(({ key, item }) => [key, item]));
  const others = kind.items(other);
  return (
    items.size === others.length &&
    others.every(({ key, item }) => {
      const twin = items.get(key);
      return twin !== undefined && kind.differences(twin, item).length === 0;
    })
  );
}
