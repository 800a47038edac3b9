import type { Descriptor } from '@gatehouse/oci-client';
import { roleOf } from './child.ts';
import type { IndexSource } from './source.ts';

/** Where a child comes from. */
export type ChildOrigin = { readonly kind: 'source'; readonly name: string } | { readonly kind: 'current' };

/** Descriptors that stay together in their order: those of one source, or one carried image and what is about it. */
export interface Group {
  readonly origin: ChildOrigin;
  readonly descriptors: readonly Descriptor[];
}

/** The descriptors of a source: an image is one, an index is flattened. */
export function groupOf(source: IndexSource): Group {
  const origin = { kind: 'source', name: source.name } as const;
  if (source.kind === 'index') return { origin, descriptors: source.manifests };
  const { descriptor, platform } = source;
  return { origin, descriptors: [{ ...descriptor, ...(platform !== undefined && { platform }) }] };
}

/**
 * Groups in the order in which they are in an index: by their first platform. Whatever tells two groups apart
 * takes part, so that the order in which they came cannot be seen.
 */
export function inOrder(groups: readonly Group[]): readonly Group[] {
  const keyed = groups.map((group) => ({ group, key: sortKey(group) }));
  return keyed.sort((one, other) => compare(one.key, other.key)).map(({ group }) => group);
}

function sortKey({ origin, descriptors }: Group): readonly string[] {
  const platforms = descriptors.map(roleOf).flatMap((role) => (role.kind === 'platform' ? [role.key] : []));
  const name = origin.kind === 'source' ? origin.name : '';
  return [platforms.sort()[0] ?? '', JSON.stringify(descriptors), name];
}

function compare(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at === -1 ? 0 : (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}
