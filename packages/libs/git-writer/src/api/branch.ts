import { ActionError, quote } from '@gatehouse/action-kit';
import type { Branch, Candidate, Commit, Remote, TreeEntry } from '../branch.ts';
import type { Change } from '../changes.ts';
import { branchName } from '../paths.ts';
import type { ApiTarget, WriterDeps } from '../request.ts';
import { ApiClient } from './client.ts';
import { judgeMutation, mutationBody } from './commit.ts';
import { readCommits, readCreated, readRef, readTree } from './shapes.ts';

/** Blobs that are asked for at a time; GitHub limits 100 requests at once per token. */
const PARALLEL = 8;

/** Opens a branch that is written through GitHub's API. */
export async function openApiBranch(target: ApiTarget, deps: WriterDeps): Promise<Remote> {
  if (!/^[\w-]+\/(?!\.\.?$)[\w.-]+$/.test(target.repository)) {
    throw new ActionError({
      code: 'BAD_REMOTE',
      message: `Found the repository ${quote(target.repository)}; expected owner/name.`,
      hint: 'Correct the name of the repository.',
    });
  }
  const branch = branchName(target.branch);
  const client = new ApiClient(target, deps);
  return {
    connect: (signal) => new ApiBranch(client, target.repository, branch, signal),
    [Symbol.asyncDispose]: async () => {},
  };
}

class ApiBranch implements Branch {
  readonly name: string;
  readonly #client: ApiClient;
  readonly #repository: string;
  readonly #branch: string;
  readonly #signal: AbortSignal;

  constructor(client: ApiClient, repository: string, branch: string, signal: AbortSignal) {
    this.name = `branch ${quote(branch)} of ${quote(repository)}`;
    this.#client = client;
    this.#repository = repository;
    this.#branch = branch;
    this.#signal = signal;
  }

  async head(): Promise<string | undefined> {
    const ref = this.#branch.split('/').map(encodeURIComponent).join('/');
    const { status, value } = await this.#get(`/git/ref/heads/${ref}`);
    if (status !== 404) return readRef(value);
    // To who may not see it, a repository is not there either.
    await this.#found('');
    return undefined;
  }

  async tree(oid: string): Promise<readonly TreeEntry[]> {
    return readTree(await this.#found(`/git/trees/${oid}`));
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
    return readCommits(await this.#found(`/commits?sha=${head}&per_page=${limit}`));
  }

  async prepare(base: string | undefined, changes: readonly Change[], message: string): Promise<Candidate> {
    if (base === undefined) throw new Error('The API adds no commit to a branch that is not there.');
    const parts = { repository: this.#repository, branch: this.#branch, base, changes, message };
    const body = mutationBody(parts);
    return { base, message, oid: undefined, land: () => this.#land(body) };
  }

  async #land(body: string): Promise<string> {
    const signal = this.#signal;
    const { value } = await this.#client.json({ method: 'POST', path: '/graphql', body, signal });
    const created = readCreated(value);
    if ('errors' in created) throw judgeMutation(created.errors);
    return created.oid;
  }

  async #blob(oid: string): Promise<Uint8Array> {
    const path = `/repos/${this.#repository}/git/blobs/${oid}`;
    const accept = 'application/vnd.github.raw+json';
    const { status, bytes } = await this.#client.send({ method: 'GET', path, accept, signal: this.#signal });
    if (status === 404) throw this.#notFound(path);
    return bytes;
  }

  async #found(path: string): Promise<unknown> {
    const { status, value } = await this.#get(path);
    if (status === 404) throw this.#notFound(path);
    return value;
  }

  #get(path: string) {
    const whole = `/repos/${this.#repository}${path}`;
    return this.#client.json({ method: 'GET', path: whole, signal: this.#signal });
  }

  #notFound(path: string): ActionError<'REMOTE_NOT_FOUND'> {
    return new ActionError({
      code: 'REMOTE_NOT_FOUND',
      message: `The API knows no ${quote(`/repos/${this.#repository}${path}`)}; expected what the head of ${this.name} holds.`,
      hint: 'Correct the repository, or give a token with "contents: write" that may see it.',
    });
  }
}
