import { ActionError, quote } from '@gatehouse/action-kit';
import { type Digest, isDigest } from './digest.ts';
import { formatReference, parseReference, type Reference } from './reference.ts';
import { isTag } from './tag.ts';

/** An image in an OCI layout, a folder with `oci-layout`, `index.json` and `blobs`. */
export interface LayoutReference {
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** Where an image is. */
export type ImageLocation =
  | { readonly kind: 'registry'; readonly reference: Reference }
  | { readonly kind: 'layout'; readonly layout: LayoutReference };

const SCHEME = 'oci-layout://';

/** Reads a reference, or `oci-layout://PATH[:tag][@digest]` as buildx has it. Fails with `INVALID_REFERENCE`. */
export function parseImageLocation(text: string): ImageLocation {
  if (!text.startsWith(SCHEME)) return { kind: 'registry', reference: parseReference(text) };
  const rest = text.slice(SCHEME.length);
  const at = rest.lastIndexOf('@');
  const digest = at === -1 ? undefined : rest.slice(at + 1);
  const named = at === -1 ? rest : rest.slice(0, at);
  if (digest !== undefined && !isDigest(digest)) throw invalid(text, `the digest ${quote(digest)}`);
  // A path on Windows has a colon of its own, but never in its last segment.
  const segment = Math.max(named.lastIndexOf('/'), named.lastIndexOf('\\')) + 1;
  const colon = named.indexOf(':', Math.max(segment, /^[A-Za-z]:[\\/]/.test(named) ? 2 : 0));
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !isTag(tag)) throw invalid(text, `the tag ${quote(tag)}`);
  const path = colon === -1 ? named : named.slice(0, colon);
  if (path === '') throw invalid(text, 'no path');
  return {
    kind: 'layout',
    layout: { path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) },
  };
}

/** The text that {@link parseImageLocation} reads back as it was. */
export function formatImageLocation(location: ImageLocation): string {
  if (location.kind === 'registry') return formatReference(location.reference);
  const { path, tag, digest } = location.layout;
  const tagged = tag === undefined ? '' : `:${tag}`;
  return `${SCHEME}${path}${tagged}${digest === undefined ? '' : `@${digest}`}`;
}

function invalid(text: string, found: string): ActionError<'INVALID_REFERENCE'> {
  return new ActionError({
    code: 'INVALID_REFERENCE',
    message: `The image location ${quote(text)} has ${found}; expected oci-layout://PATH, then :tag or @sha256:… if the layout holds several images.`,
  });
}
