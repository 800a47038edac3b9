import { ActionError, quote } from '@gatehouse/action-kit';
import { GitHubError } from '@gatehouse/github-client';
import type { Branch, Candidate, Commit, Remote, TreeEntry } from '../branch.ts';
import type { Change } from '../changes.ts';
import { branchName } from '../paths.ts';
import type { ApiTarget, WriterDeps } from '../request.ts';
import { type Api, connectApi, type GraphqlQuery } from './client.ts';
import { judgeMutation, mutationOf } from './commit.ts';
import { judgeFailure } from './failure.ts';
import { readBlob, readCommits, readCreated, readRef, readTree } from './shapes.ts';

/** Opens a branch that is written through GitHub's API. */
export async function openApiBranch(target: ApiTarget, deps: WriterDeps): Promise<Remote> {
  const [, owner, repo] = /^([\w-]+)\/(?!\.\.?$)([\w.-]+)$/.exec(target.repository) ?? [];
  if (owner === undefined || repo === undefined) {
    throw new ActionError({
      code: 'BAD_REMOTE',
      message: `Found the repository ${quote(target.repository)}; expected owner/name.`,
      hint: 'Correct the name of the repository.',
    });
  }
  const branch = branchName(target.branch);
  return {
    address: `${target.apiUrl}/repos/${owner}/${repo}`,
    connect: (attempt) => new ApiBranch(connectApi(target, deps, attempt), { owner, repo }, branch),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Blobs that are asked for at a time; GitHub limits 100 requests at once per token. */
const PARALLEL = 8;

interface Repository {
  readonly owner: string;
  readonly repo: string;
}

class ApiBranch implements Branch {
  readonly name: string;
  readonly #api: Api;
  readonly #repository: Repository;
  readonly #branch: string;

  constructor(api: Api, repository: Repository, branch: string) {
    this.#api = api;
    this.#repository = repository;
    this.#branch = branch;
    this.name = `branch ${quote(branch)} of ${this.#fullName}`;
  }

  async head(): Promise<string | undefined> {
    const { rest } = this.#api;
    const at = this.#repository;
    try {
      const params = { ...at, ref: `heads/${this.#branch}` };
      return readRef(await rest.get('/repos/{owner}/{repo}/git/ref/{ref}', params, { what: this.name }));
    } catch (error) {
      if (!(error instanceof GitHubError && error.code === 'NOT_FOUND')) throw judgeFailure(error);
    }
    // To who may not see it, a repository is not there either.
    const what = `repository ${this.#fullName}`;
    await judged(rest.get('/repos/{owner}/{repo}', at, { what }));
    return undefined;
  }

  async tree(oid: string): Promise<readonly TreeEntry[]> {
    const params = { ...this.#repository, tree_sha: oid };
    const path = '/repos/{owner}/{repo}/git/trees/{tree_sha}';
    return readTree(await judged(this.#api.rest.get(path, params, this.#what(`tree ${oid}`))));
  }

  async blobs(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const blobs = new Map<string, Uint8Array>();
    const rest = oids.values();
    const work = async () => {
      for (const oid of rest) blobs.set(oid, await this.#blob(oid));
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL, oids.length) }, work));
    return blobs;
  }

  async history(head: string, limit: number): Promise<readonly Commit[]> {
    const params = { ...this.#repository, sha: head, per_page: limit };
    const path = '/repos/{owner}/{repo}/commits';
    return readCommits(await judged(this.#api.rest.get(path, params, this.#what(`commit ${head}`))));
  }

  async prepare(base: string, changes: readonly Change[], message: string): Promise<Candidate> {
    const { owner, repo } = this.#repository;
    const parts = { repository: `${owner}/${repo}`, branch: this.#branch, base, changes, message };
    const mutation = mutationOf(parts);
    return { base, message, oid: undefined, land: () => this.#land(mutation) };
  }

  async #blob(oid: string): Promise<Uint8Array> {
    const params = { ...this.#repository, file_sha: oid };
    const path = '/repos/{owner}/{repo}/git/blobs/{file_sha}';
    return readBlob(await judged(this.#api.rest.get(path, params, this.#what(`blob ${oid}`))));
  }

  async #land(mutation: GraphqlQuery): Promise<string> {
    const created = readCreated(await judged(this.#api.graphql(mutation)));
    if ('errors' in created) throw judgeMutation(created.errors);
    return created.oid;
  }

  #what(thing: string): { readonly what: string } {
    return { what: `${thing} of ${this.#fullName}` };
  }

  get #fullName(): string {
    return quote(`${this.#repository.owner}/${this.#repository.repo}`);
  }
}

/** The answer, or what its failure means for the write. */
async function judged<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw judgeFailure(error);
  }
}
