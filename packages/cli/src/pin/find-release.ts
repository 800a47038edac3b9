import { quote } from '@gatehouse/action-kit/quote';
import type { GitHubClient } from '@gatehouse/github-client';
import { FULL_COMMIT, FULL_VERSION, newestFirst, type Pin, stableVersion } from '@gatehouse/workflow-kit';
import { peel } from './peel.ts';
import type { PinRequest } from './pin-request.ts';
import { refusePin } from './refusal.ts';
import { findTag, isBranch, listTags, type Tag } from './tags.ts';

/** A full version and the commit that its tag leads to. */
export type Release = Pick<Pin, 'commit' | 'version'>;

/**
 * The release that `request` means: a version, a tag that moves along a line of versions, a full commit, or the
 * newest version, within the major one of `known` when the catalogue has the action. A branch is refused, and so
 * is a commit that no version names.
 */
export async function findRelease(
  client: GitHubClient,
  request: PinRequest,
  known: Pin | undefined,
): Promise<Release> {
  const { owner, repo, ref } = request;
  if (ref === undefined) return newest(client, request, known === undefined ? '' : majorOf(known.version));
  if (FULL_COMMIT.test(ref)) return releaseAt(client, request, ref, '');
  const [, space, name = ref] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  const tag = space === 'heads' ? undefined : await findTag(client, request, name);
  if (tag !== undefined) {
    const commit = await peel(client, request, name, tag.object);
    return FULL_VERSION.test(name) ? { commit, version: name } : releaseAt(client, request, commit, name);
  }
  if (/^v?\d+(\.\d+)?$/.test(name) && space !== 'heads') return newest(client, request, `${name}.`);
  if (await isBranch(client, request, name)) {
    throw refusePin(
      `${quote(name)} is a branch of ${owner}/${repo}, which moves with every push; expected a release.`,
      `gatehouse pin ${request.action} takes the newest one.`,
    );
  }
  throw refusePin(
    `${owner}/${repo} has no tag ${quote(name)}; expected a version such as v1.2.3, a major version such as v1, or a full commit.`,
    `gatehouse pin ${request.action} takes the newest version.`,
  );
}

/** `v7.` for `v7.0.1`: how the other versions of its line begin. */
function majorOf(version: string): string {
  return version.replace(/\..*$/, '.');
}

/** The newest version without a pre-release whose name begins with `start`. */
async function newest(client: GitHubClient, request: PinRequest, start: string): Promise<Release> {
  const tags = await listTags(client, request, start);
  const [first] = versionsIn(tags);
  if (first !== undefined) {
    return { version: first.name, commit: await peel(client, request, first.name, first.object) };
  }
  const line = start === '' ? '' : ` that begins with ${quote(start)}`;
  throw refusePin(
    `${request.owner}/${request.repo} has no tag of a full version${line}; the catalogue needs one such as v1.2.3.`,
    'Name a release that has one.',
  );
}

/** The newest version whose tag leads to `commit`, among the tags that begin with `start`. */
async function releaseAt(
  client: GitHubClient,
  request: PinRequest,
  commit: string,
  start: string,
): Promise<Release> {
  const tags = await listTags(client, request, start);
  // A tag without a message says its commit at once; the others are asked one by one, the newest first.
  const versions = versionsIn(tags);
  const plain = versions.find(({ object }) => object.type === 'commit' && object.sha === commit);
  if (plain !== undefined) return { commit, version: plain.name };
  for (const { name, object } of versions
    .filter(({ object }) => object.type === 'tag')
    .slice(0, MOST_PEELED)) {
    if ((await peel(client, request, name, object)) === commit) return { commit, version: name };
  }
  const { owner, repo } = request;
  const found = start === '' ? `The commit ${commit}` : `The tag ${quote(start)} points to ${commit}, which`;
  const [first] = versions;
  throw refusePin(
    `${found} has no tag of a full version in ${owner}/${repo}, such as v1.2.3 (compared ${Math.min(versions.length, MOST_PEELED)} tags); the catalogue needs both.`,
    first === undefined
      ? 'Name a release that has a full version.'
      : `Name a full version: the newest is ${quote(first.name)}.`,
  );
}

/** One request each. */
const MOST_PEELED = 100;

function versionsIn(tags: readonly Tag[]): readonly Tag[] {
  const byName = new Map(tags.map((tag) => [tag.name, tag]));
  const versions = newestFirst(
    tags.map(({ name }) => stableVersion(name)).filter((version) => version !== undefined),
  );
  return versions.map(({ tag }) => byName.get(tag)).filter((tag) => tag !== undefined);
}
