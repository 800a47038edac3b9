import type { Descriptor, Digest, StoredManifest } from '@gatehouse/oci-client';

/** Whether a child of the current index can be carried over, as a request has just shown. */
export type ChildCondition =
  | {
      readonly kind: 'readable';
      /** How long ago it was built, in days. */
      readonly ageDays?: number;
    }
  | { readonly kind: 'gone' };

/** What a tag holds before the plan is carried out. An answer other than "absent" that is not one is an error. */
export type CurrentTag =
  | { readonly kind: 'absent' }
  | { readonly kind: 'image'; readonly digest: Digest }
  | {
      readonly kind: 'index';
      readonly digest: Digest;
      readonly manifests: readonly Descriptor[];
      /** What is known of the children that `carry` would keep; see `digestsToProve`. */
      readonly conditions?: ReadonlyMap<Digest, ChildCondition>;
    };

/** What a tag holds, from the manifest that was read. */
export function currentTag({
  descriptor,
  manifest,
}: StoredManifest): Exclude<CurrentTag, { kind: 'absent' }> {
  const { digest } = descriptor;
  return manifest.kind === 'index'
    ? { kind: 'index', digest, manifests: manifest.manifests }
    : { kind: 'image', digest };
}
