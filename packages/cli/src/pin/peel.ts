import { quote } from '@gatehouse/action-kit/quote';
import type { GitHubClient } from '@gatehouse/github-client';
import type { PinRequest } from './pin-request.ts';
import { refusePin } from './refusal.ts';

/** What a ref or an annotated tag leads to. */
export interface GitObject {
  readonly type: string;
  readonly sha: string;
}

/** A tag of a tag of a tag is a joke; more is an attack. */
const MOST_TAGS = 5;

/** The commit that `object` leads to: a tag with a message is an object of its own that names the commit. */
export async function peel(
  client: GitHubClient,
  { owner, repo }: PinRequest,
  tag: string,
  object: GitObject,
): Promise<string> {
  let found = object;
  for (let depth = 0; found.type === 'tag' && depth < MOST_TAGS; depth++) {
    const what = `the tag ${quote(tag)} of ${owner}/${repo}`;
    const params = { owner, repo, tag_sha: found.sha };
    found = (await client.get('/repos/{owner}/{repo}/git/tags/{tag_sha}', params, { what })).object;
  }
  if (found.type === 'commit' && /^[0-9a-f]{40}$/.test(found.sha)) return found.sha;
  throw refusePin(
    `The tag ${quote(tag)} of ${owner}/${repo} points to a ${quote(found.type)}; expected a commit.`,
    'Pin another release.',
  );
}
