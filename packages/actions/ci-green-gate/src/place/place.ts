import { type GitHubClient, GitHubError } from '@gatehouse/github-client';
import { type Read, readAnswer } from '../answers.ts';
import type { RefPolicy } from '../policy.ts';
import { inRepository } from '../question.ts';
import { short, word } from '../workflows/workflow-run.ts';

/** Where the commit has to stand. */
export interface Place {
  readonly repository: string;
  readonly sha: string;
  /** The tag that must lead to the commit, without `refs/tags/`. */
  readonly tag: string | undefined;
  readonly branch: string;
  readonly policy: RefPolicy;
}

/** Where it stands. */
export interface RefFacts {
  /** What the tag leads to; `missing` when there is no such tag. */
  readonly tagged: string | 'missing' | undefined;
  /** The head of the branch; `missing` when there is no such branch. */
  readonly head: string | 'missing' | undefined;
  /** GitHub's word for the commit as seen from the head: `identical`, `behind`, `ahead`, `diverged`. */
  readonly comparison: string | undefined;
}

/** The verdict on the place of the commit. */
export interface RefFinding extends RefFacts {
  readonly verdict: 'pass' | 'fail';
  /** A stable word: `tag-moved`, `not-head`, … */
  readonly reason: string;
  readonly said: string;
}

/** Judges where the commit stands. */
export function judgePlace({ sha, tag, branch, policy }: Place, facts: RefFacts): RefFinding {
  const { tagged, head, comparison } = facts;
  const fail = (reason: string, said: string): RefFinding => ({ ...facts, verdict: 'fail', reason, said });
  if (tagged === 'missing')
    return fail('tag-missing', `there is no tag ${tag} that this token can see with "contents: read"`);
  if (tagged !== undefined && tagged !== sha) {
    return fail('tag-moved', `the tag ${tag} leads to ${short(tagged)}, not to ${short(sha)}`);
  }
  if (policy === 'none')
    return { ...facts, verdict: 'pass', reason: 'no-policy', said: 'no place is asked for' };
  if (head === 'missing' || head === undefined)
    return fail(
      'branch-missing',
      `there is no branch ${branch} that this token can see with "contents: read"`,
    );
  if (head === sha) return { ...facts, verdict: 'pass', reason: 'head', said: `it is the head of ${branch}` };
  if (policy === 'head') {
    return fail('not-head', `${short(sha)} is not the head of ${branch}, which is ${short(head)}`);
  }
  // As `git merge-base --is-ancestor`: seen from the head, an ancestor is behind.
  if (comparison === 'behind' || comparison === 'identical') {
    return { ...facts, verdict: 'pass', reason: 'ancestor', said: `it is in the history of ${branch}` };
  }
  return fail(
    'not-ancestor',
    `${short(sha)} is not in the history of ${branch}: seen from its head ${short(head)} it is ${word(comparison)}`,
  );
}

/** The finding for a commit whose runs may be those of a tag with the name of its branch. */
export function ambiguous(facts: RefFacts, name: string): RefFinding {
  const said = `the tag ${name} and the branch ${name} have one name, so their runs cannot be told apart; rename or delete the tag`;
  return { ...facts, verdict: 'fail', reason: 'tag-named-like-branch', said };
}

/** Asks where the commit stands, and judges it. */
export async function checkPlace(place: Place, client: GitHubClient): Promise<RefFinding> {
  const { repository, sha, tag, branch, policy } = place;
  const tagged = tag === undefined ? undefined : await peel(repository, tag, client);
  const head =
    policy === 'none'
      ? undefined
      : ((await readRef(repository, `heads/${branch}`, client))?.sha ?? 'missing');
  const compares = policy === 'ancestor' && head !== undefined && head !== 'missing' && head !== sha;
  const comparison = compares ? await compare(repository, head, sha, client) : undefined;
  if (tagged === 'missing' || head === 'missing') await checkVisible(repository, client);
  return judgePlace(place, { tagged, head, comparison });
}

/** Fails where the whole repository cannot be seen, so that this is not told as a missing branch. */
async function checkVisible(repository: string, client: GitHubClient): Promise<void> {
  await client.get('/repos/{owner}/{repo}', inRepository(repository), { what: `repository ${repository}` });
}

/** Tags of tags exist; a chain this long is made to harm. */
const DEEPEST_TAG = 10;

/** The commit behind a tag, whatever annotated tags are in between. */
async function peel(repository: string, tag: string, client: GitHubClient): Promise<string> {
  let object = await readRef(repository, `tags/${tag}`, client);
  for (let depth = 0; object?.type === 'tag' && depth < DEEPEST_TAG; depth++) {
    const params = { ...inRepository(repository), tag_sha: object.sha };
    const what = `annotated tag ${tag}`;
    const answer = await client.get('/repos/{owner}/{repo}/git/tags/{tag_sha}', params, { what });
    ({ object } = readAnswer('ref', answer));
  }
  return object?.type === 'commit' ? object.sha : 'missing';
}

/** What a ref such as `heads/main` leads to; `undefined` when there is none. */
export async function readRef(
  repository: string,
  ref: string,
  client: GitHubClient,
): Promise<Read<'ref'>['object'] | undefined> {
  const params = { ...inRepository(repository), ref };
  return orMissing(
    client
      .get('/repos/{owner}/{repo}/git/ref/{ref}', params, { what: `ref ${ref}` })
      .then((answer) => readAnswer('ref', answer).object),
  );
}

async function compare(repository: string, head: string, sha: string, client: GitHubClient): Promise<string> {
  const params = { ...inRepository(repository), basehead: `${head}...${sha}`, per_page: 1 };
  const what = `comparison of ${short(head)} with ${short(sha)}`;
  const compared = client.get('/repos/{owner}/{repo}/compare/{basehead}', params, { what });
  return (await orMissing(compared.then((answer) => readAnswer('comparison', answer).status))) ?? 'unrelated';
}

async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
