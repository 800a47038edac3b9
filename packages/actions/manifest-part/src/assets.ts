import { ActionError, messageOf, quote, quoteList } from '@gatehouse/action-kit';
import { parseStrictJson } from '@gatehouse/parts';
import * as z from 'zod/mini';
import type { Candidate } from './candidate.ts';

/** A release with a thousand assets takes about 2 MB, a whole page of releases about 10. */
const LIMITS = { bytes: 64 * 2 ** 20, depth: 16, values: 2_000_000 };

/**
 * An asset as GitHub's REST API gives it (https://docs.github.com/rest/releases/assets), as a step passes
 * it on, or as `gh release view --json assets` prints it, which has the download address under `url`.
 */
const asset = z.object({
  name: z.string().check(z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,255}$/u)),
  browser_download_url: z.optional(z.string()),
  url: z.optional(z.string()),
  size: z.optional(z.number()),
  state: z.optional(z.string()),
  digest: z.nullish(z.string().check(z.regex(/^sha256:/))),
});

const release = z.object({
  tag_name: z.optional(z.string()),
  tagName: z.optional(z.string()),
  assets: z.array(asset),
});

type Asset = z.output<typeof asset>;
type Release = z.output<typeof release>;

/**
 * Reads the assets of the release `tag` from JSON: a list of assets, a release, or a list of releases.
 * Fails with `BAD_ASSET_LIST`.
 */
export function readAssets(json: string | Uint8Array, tag: string): readonly Candidate[] {
  const value = parse(typeof json === 'string' ? Buffer.from(json) : json);
  return assetsOf(value, tag).map(candidateOf);
}

function assetsOf(value: unknown, tag: string): readonly Asset[] {
  if (!Array.isArray(value)) return releaseOf([shaped(release, value)], tag).assets;
  const holdsReleases = value.some((one) => typeof one === 'object' && one !== null && 'assets' in one);
  return holdsReleases
    ? releaseOf(shaped(z.array(release), value), tag).assets
    : shaped(z.array(asset), value);
}

function shaped<T>(shape: z.ZodMiniType<T>, value: unknown): T {
  const parsed = z.safeParse(shape, value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path ?? [];
  const found = path.reduce((inner, key) => (inner as Record<PropertyKey, unknown> | null)?.[key], value);
  const where = path.length === 0 ? 'as a whole' : `at ${quote(path.join('.'))}`;
  throw bad(`The list of assets does not have the form of GitHub's: ${where} it is ${quote(found)}.`);
}

function candidateOf(found: Asset): Candidate {
  const { name, browser_download_url, url, size, state, digest } = found;
  const sha256 = digest?.slice('sha256:'.length);
  return {
    name,
    url: browser_download_url ?? url ?? '',
    ...(sha256 !== undefined && { sha256 }),
    ...(size !== undefined && { size }),
    ...(state !== undefined && { state }),
  };
}

function releaseOf(found: readonly Release[], tag: string): Release {
  const tagged = found.map((one) => ({ ...one, tag: one.tag_name ?? one.tagName ?? tag }));
  const [match, ...more] = tagged.filter((one) => one.tag === tag);
  if (match !== undefined && more.length === 0) return match;
  throw match === undefined
    ? bad(`No release has the tag ${quote(tag)}; found ${quoteList(tagged.map((one) => one.tag))}.`)
    : bad(`${more.length + 1} releases have the tag ${quote(tag)}, drafts among them; expected one.`);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(bytes, LIMITS);
  } catch (thrown) {
    throw bad(`The list of assets is not JSON: ${messageOf(thrown)}`, thrown);
  }
}

function bad(message: string, cause?: unknown): ActionError<'BAD_ASSET_LIST'> {
  return new ActionError({
    code: 'BAD_ASSET_LIST',
    message,
    hint: 'Pass what "gh api repos/{owner}/{repo}/releases/tags/{tag}" prints, or the "assets" output of the step that made the release.',
    cause,
  });
}
