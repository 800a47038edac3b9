import { quote } from '@gatehouse/action-kit/quote';
import type { GitHubClient } from '@gatehouse/github-client';
import { ifThere } from './github.ts';
import type { GitObject } from './peel.ts';
import type { PinRequest } from './pin-request.ts';
import { refusePin } from './refusal.ts';

/** A tag by its name without `refs/tags/`. */
export interface Tag {
  readonly name: string;
  readonly object: GitObject;
}

/** The tag `name`; `undefined` where there is none. */
export async function findTag(
  client: GitHubClient,
  { owner, repo }: PinRequest,
  name: string,
): Promise<Tag | undefined> {
  const params = { owner, repo, ref: `tags/${name}` };
  const found = await ifThere(
    client.get('/repos/{owner}/{repo}/git/ref/{ref}', params, {
      what: `the tag ${quote(name)} of ${owner}/${repo}`,
    }),
  );
  return found === undefined ? undefined : { name, object: found.object };
}

/** All tags whose names begin with `start`. Refuses a list that GitHub cuts off. */
export async function listTags(
  client: GitHubClient,
  { owner, repo }: PinRequest,
  start: string,
): Promise<readonly Tag[]> {
  const { items, complete } = await client.list(
    '/repos/{owner}/{repo}/git/matching-refs/{ref}',
    { owner, repo, ref: start === '' ? 'tags' : `tags/${start}` },
    (page) => page,
    { what: `the tags of ${owner}/${repo}` },
  );
  if (!complete) {
    throw refusePin(`${owner}/${repo} has too many tags to list.`, 'Name a full version, such as @v1.2.3.');
  }
  return items.map(({ ref, object }) => ({ name: ref.replace(/^refs\/tags\//, ''), object }));
}

/** Whether there is a branch `name`. */
export async function isBranch(
  client: GitHubClient,
  { owner, repo }: PinRequest,
  name: string,
): Promise<boolean> {
  const params = { owner, repo, ref: `heads/${name}` };
  return (await ifThere(client.get('/repos/{owner}/{repo}/git/ref/{ref}', params))) !== undefined;
}
