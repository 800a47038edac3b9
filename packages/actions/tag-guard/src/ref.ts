/** What the action was given to judge. */
export type Ref =
  /** A full ref of a tag, or a bare name, which may be that of a branch. */
  | { readonly kind: 'tag'; readonly tag: string; readonly spelling: 'full-ref' | 'bare-name' }
  /** The branch of this run, of which only the name was given. */
  | { readonly kind: 'branch'; readonly name: string }
  /** A branch, a pull request or another full ref that is no tag. */
  | { readonly kind: 'other'; readonly ref: string };

const TAGS = 'refs/tags/';

/** Reads a full ref, or the name of a tag. Only the first `refs/tags/` is taken off: a tag may be called anything. */
export function readRef(text: string): Ref {
  if (text.startsWith(TAGS)) return { kind: 'tag', tag: text.slice(TAGS.length), spelling: 'full-ref' };
  if (text.startsWith('refs/')) return { kind: 'other', ref: text };
  return { kind: 'tag', tag: text, spelling: 'bare-name' };
}

/** `ref` as the run at `runRef` means it: `github.ref_name` of a branch looks like the name of a tag. */
export function refInRun(ref: Ref, runRef: string | undefined): Ref {
  const isBranch = ref.kind === 'tag' && ref.spelling === 'bare-name' && runRef === `refs/heads/${ref.tag}`;
  return isBranch ? { kind: 'branch', name: ref.tag } : ref;
}

/** The full ref. */
export function fullRef(ref: Ref): string {
  switch (ref.kind) {
    case 'tag':
      return `${TAGS}${ref.tag}`;
    case 'branch':
      return `refs/heads/${ref.name}`;
    case 'other':
      return ref.ref;
    default:
      return ref satisfies never;
  }
}
