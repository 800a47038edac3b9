import { ActionError, quote } from '@gatehouse/action-kit';
import { type Digest, isDigest } from './digest.ts';
import { formatRepository, parseRepository, type Repository } from './repository.ts';
import { isTag } from './tag.ts';

/** What a manifest is asked for by. */
export type ManifestName =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'digest'; readonly digest: Digest };

/** The name of an image at a registry. A reference that has a digest means the digest; its tag is decoration. */
export interface Reference {
  readonly repository: Repository;
  readonly tag?: string;
  readonly digest?: Digest;
}

/**
 * Reads `host/path[:tag][@digest]` by docker's grammar (distribution/reference). Neither tag nor digest is
 * made up: `latest` is for the caller to say. Fails with `INVALID_REFERENCE`.
 */
export function parseReference(text: string): Reference {
  const [named = '', ...digests] = text.split('@');
  const [digest] = digests;
  if (digests.length > 1 || (digest !== undefined && !isDigest(digest))) {
    throw invalid(text, `the digest ${quote(digests.join('@'))}`, '"sha256:" and 64 hexadecimal digits');
  }
  // A colon before the last slash belongs to the port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !isTag(tag)) {
    throw invalid(
      text,
      `the tag ${quote(tag)}`,
      'at most 128 letters, digits, "_", "." and "-", not starting with "." or "-"',
    );
  }
  const repository = parseRepository(colon === -1 ? named : named.slice(0, colon));
  return { repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** The full form, which {@link parseReference} reads back as it was. */
export function formatReference({ repository, tag, digest }: Reference): string {
  const tagged = tag === undefined ? '' : `:${tag}`;
  return `${formatRepository(repository)}${tagged}${digest === undefined ? '' : `@${digest}`}`;
}

/** What a reference points to: its digest if it has one, else its tag, else `latest`, as docker has it. */
export function manifestName({ tag = 'latest', digest }: Reference): ManifestName {
  return digest === undefined ? { kind: 'tag', tag } : { kind: 'digest', digest };
}

/** `1.2.3` or `sha256:…`, as it is in a registry's address. */
export function nameText(name: ManifestName): string {
  return name.kind === 'tag' ? name.tag : name.digest;
}

/** `host/path:tag` or `host/path@digest`, for messages. */
export function shownManifest(repository: Repository, name: ManifestName): string {
  return `${formatRepository(repository)}${name.kind === 'tag' ? ':' : '@'}${nameText(name)}`;
}

function invalid(text: string, found: string, expected: string): ActionError<'INVALID_REFERENCE'> {
  return new ActionError({
    code: 'INVALID_REFERENCE',
    message: `The image reference ${quote(text)} has ${found}; expected ${expected}.`,
  });
}
