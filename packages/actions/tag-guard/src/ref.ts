/** What the action was given to judge. */
export type Ref =
  | { readonly kind: 'tag'; readonly tag: string }
  /** A branch, a pull request or another full ref that is no tag. */
  | { readonly kind: 'other'; readonly ref: string };

const TAGS = 'refs/tags/';

/** Reads a full ref, or the name of a tag. Only the first `refs/tags/` is taken off: a tag may be called anything. */
export function readRef(text: string): Ref {
  if (text.startsWith(TAGS)) return { kind: 'tag', tag: text.slice(TAGS.length) };
  return text.startsWith('refs/') ? { kind: 'other', ref: text } : { kind: 'tag', tag: text };
}
