import type { ExcludedFile } from '@gatehouse/parts';

/** How many files were left out for each reason. */
export function countReasons(excluded: readonly ExcludedFile[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { reason } of excluded) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
