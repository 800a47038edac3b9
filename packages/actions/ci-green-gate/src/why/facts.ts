import { type GitHubClient, GitHubError } from '@gatehouse/github-client';
import { readAnswer } from '../answers.ts';
import { inRepository, type Question } from '../question.ts';
import type { Requirement } from '../workflows/requirement.ts';

/** What is known about a commit without a run; a field is `undefined` where the token may not look. */
export interface Facts {
  readonly commit: Commit | undefined;
  /** GitHub's list of workflows: path to state, `active`, `disabled_manually`, … */
  readonly workflows: ReadonlyMap<string, string> | undefined;
  /** The paths in the folder of workflows at that commit. */
  readonly files: ReadonlySet<string> | undefined;
  /** The workflow files at that commit by path, those of them that have no run. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface Commit {
  /** Another one than was asked for when that was the id of an annotated tag. */
  readonly sha: string;
  readonly message: string;
  /** Who GitHub says wrote it. */
  readonly author: string | undefined;
  /** The paths that it changes, as far as one page lists them. */
  readonly changed: readonly string[];
}

const FOLDER = '.github/workflows';

/** Finds out what can explain why `absent` have no run. What the token may not see is left open. */
export async function gatherFacts(
  { repository, sha }: Question,
  absent: readonly Requirement[],
  client: GitHubClient,
): Promise<Facts> {
  const where = inRepository(repository);
  const commit = await ifVisible(readCommit(where, sha, client));
  const workflows = await ifVisible(
    client
      .list('/repos/{owner}/{repo}/actions/workflows', where, (page) => page.workflows)
      .then(({ items }) => items.map((item) => readAnswer('workflow', item))),
  );
  // Only who can see the commit learns from a 404 that a file is not in it.
  const listed = commit === undefined ? undefined : await ifVisible(readFolder(where, sha, client));
  const sources = new Map<string, string>();
  for (const {
    path: { path },
  } of absent) {
    const source = listed?.has(path) ? await ifVisible(readFile(where, sha, path, client)) : undefined;
    if (source !== undefined) sources.set(path, source);
  }
  return {
    commit,
    workflows: workflows && new Map(workflows.map(({ path, state }) => [path, state])),
    files: listed,
    sources,
  };
}

type Where = ReturnType<typeof inRepository>;

async function readCommit(where: Where, ref: string, client: GitHubClient): Promise<Commit> {
  const answer = await client.get('/repos/{owner}/{repo}/commits/{ref}', { ...where, ref });
  const { sha, commit, author, files = [] } = readAnswer('commit', answer);
  return {
    sha,
    message: commit.message,
    author: author?.login,
    changed: files.map(({ filename }) => filename),
  };
}

async function readFolder(where: Where, ref: string, client: GitHubClient): Promise<ReadonlySet<string>> {
  const asked = client.get('/repos/{owner}/{repo}/contents/{path}', { ...where, path: FOLDER, ref });
  const entries = await asked.catch((error: unknown) => {
    if (error instanceof GitHubError && error.code === 'NOT_FOUND') return [];
    throw error;
  });
  return new Set(readAnswer('folder', entries).map(({ path }) => path));
}

function readFile(where: Where, ref: string, path: string, client: GitHubClient): Promise<string> {
  const accept = 'application/vnd.github.raw+json';
  return client.getText('/repos/{owner}/{repo}/contents/{path}', { ...where, path, ref }, { accept });
}

/** The gate has failed already; an explanation that cannot be had must not hide that. */
async function ifVisible<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubError) return undefined;
    throw error;
  }
}
