import { quote } from '@gatehouse/action-kit/quote';
import type { Pins, PublishedAt } from '@gatehouse/workflow-kit';
import { usageError } from './failure.ts';
import { askGit } from './git.ts';
import { home, librarySlug } from './repository.ts';

/** The option that names a release of the library. */
export const RELEASE_OPTION = {
  type: 'string',
  value: 'vX.Y.Z@commit',
  about: 'The release of the library that is named; by default the one in the catalogue, else the newest tag',
} as const;

/** Stands for a release that is not known, in what is only shown. */
export const UNKNOWN_RELEASE: Omit<PublishedAt, 'slug'> = { commit: '<commit>', version: '<version>' };

/**
 * The release of the library: the one that was `given`, that of the catalogue (where a bot keeps it up to
 * date like any other pin), or the newest tag of the library's checkout; `undefined` where there is none.
 */
export async function findRelease(
  command: string,
  given: string | undefined,
  pins: Pins,
): Promise<PublishedAt | undefined> {
  const slug = librarySlug();
  if (given !== undefined) return { slug, ...parseRelease(given, command) };
  const pin = pins.get(slug);
  return pin === undefined ? newestTag(slug) : { slug, commit: pin.commit, version: pin.version };
}

function parseRelease(text: string, command: string): Omit<PublishedAt, 'slug'> {
  const { version, commit } = /^(?<version>v\d+\.\d+\.\d+)@(?<commit>[0-9a-f]{40})$/.exec(text)?.groups ?? {};
  if (version !== undefined && commit !== undefined) return { version, commit };
  throw usageError(
    `--release is ${quote(text)}. Expected a version and its full commit, such as v1.2.3@${'0123456789'.repeat(4)}.`,
    command,
  );
}

async function newestTag(slug: string): Promise<PublishedAt | undefined> {
  const tags = await askGit(home, 'tag', '--list', 'v[0-9]*', '--sort=-version:refname');
  const version = tags?.split('\n').find((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
  if (version === undefined) return undefined;
  const commit = await askGit(home, 'rev-parse', '--verify', `${version}^{commit}`);
  return commit === undefined ? undefined : { slug, commit, version };
}
