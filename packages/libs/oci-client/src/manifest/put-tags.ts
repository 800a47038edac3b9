import { isRegistryError } from '../error/index.ts';
import { type Digest, digestOf, type Repository } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import { type ManifestContent, type Pushed, type PutOptions, putManifest } from './put.ts';

/** What became of each tag, in the order asked for. */
export interface Tagged {
  readonly digest: Digest;
  readonly tags: readonly { readonly tag: string; readonly outcome: Pushed['outcome'] }[];
}

/** A registry that knows the tag parameter takes at least so many at once (distribution spec, end-7b). */
const TAGS_AT_ONCE = 10;

/**
 * Pushes a manifest by its digest with all of its tags: in one request where the registry knows the tag
 * parameter of PUT, else one tag after another in the order given (Quay fails when two at once carry the same
 * bytes). Fails with a `RegistryError` at the first tag that cannot be set; the tags after it are untouched.
 */
export async function putTags(
  transport: Transport,
  repository: Repository,
  content: ManifestContent,
  tags: readonly string[],
  options: PutOptions = {},
): Promise<Tagged> {
  const digest = digestOf(content.bytes);
  const set = await putWithTags(transport, repository, content, tags.slice(0, TAGS_AT_ONCE), options);
  const results: { tag: string; outcome: Pushed['outcome'] }[] = [];
  for (const tag of tags) {
    const { outcome } = set.includes(tag)
      ? ({ outcome: 'pushed' } as const)
      : await putManifest(transport, repository, { kind: 'tag', tag }, content, options);
    results.push({ tag, outcome });
  }
  return { digest, tags: results };
}

/** The tags that went with the push; none where the registry ignores or rejects the parameter. */
async function putWithTags(
  transport: Transport,
  repository: Repository,
  content: ManifestContent,
  tags: readonly string[],
  options: PutOptions,
): Promise<readonly string[]> {
  const name = { kind: 'digest', digest: digestOf(content.bytes) } as const;
  const put = (wanted: readonly string[]) =>
    putManifest(transport, repository, name, content, { ...options, tags: wanted });
  try {
    return (await put(tags)).tags;
  } catch (thrown) {
    // Which of the tags it was is learned from pushing them one by one.
    if (tags.length === 0 || !isRegistryError(thrown, 'immutable', 'invalid')) throw thrown;
    return (await put([])).tags;
  }
}
