import { json, type Route, route, type StageRequest, type StageResponse } from '../route.ts';
import { badCredentials, type GraphqlFailure, notFound } from './answers.ts';
import { BareRepository } from './bare-repository.ts';
import { createCommit } from './create-commit.ts';
import { StaleReads } from './stale-reads.ts';

/** What GitHub's API for commits is played with. */
export interface CommitsOptions {
  /** The folders of real bare repositories by `owner/name`. */
  readonly repositories: Readonly<Record<string, string>>;
  /** When given, every request must bear it. */
  readonly token?: string;
  /** What the token may do with contents. Default: `write`. */
  readonly contents?: 'read' | 'write';
  /** `/api/v3` to play a server of one's own, whose GraphQL is at `/api/graphql`. Default: `''`. */
  readonly root?: '' | '/api/v3';
  /** Called before the nth commit (from 1) is made; may move the branch, and may refuse. */
  readonly beforeCommit?: (nth: number) => Promise<GraphqlFailure | undefined>;
  /** Called after the nth commit was made; what it gives is answered instead, such as a 502. */
  readonly afterCommit?: (nth: number) => StageResponse | undefined;
  /** How many reads of a ref after each commit still give the head before it. Default: 0. */
  readonly staleReads?: number;
}

/**
 * The part of GitHub's API that reads and writes the commits of a branch: REST for a ref, trees, blobs
 * and history, GraphQL for `createCommitOnBranch`.
 */
export function commitRoutes(options: CommitsOptions): readonly Route[] {
  const { root = '', token } = options;
  const repositories = new Map(
    Object.entries(options.repositories).map(([name, folder]) => [
      name.toLowerCase(),
      new BareRepository(folder),
    ]),
  );
  const stale = new StaleReads(options.staleReads ?? 0);
  const signedIn =
    (handle: Route['handle']): Route['handle'] =>
    (request) =>
      token === undefined || /^(bearer|token) (.*)$/i.exec(request.headers.authorization ?? '')?.[2] === token
        ? handle(request)
        : badCredentials();
  const rest = (path: string, handle: Handle): Route => {
    const read: Route['handle'] = (request) => {
      const name = `${request.params.owner}/${request.params.repo}`;
      const repository = repositories.get(name.toLowerCase());
      return repository === undefined ? notFound() : handle(repository, request, name);
    };
    return route('GET', `${root}/repos/:owner/:repo${path}`, signedIn(read));
  };
  return [
    rest('', (_, __, name) => json(200, { full_name: name })),
    rest('/git/ref/*ref', (repository, request) => readRef(repository, request, stale)),
    rest('/git/trees/:sha', readTree),
    rest('/git/blobs/:sha', readBlob),
    rest('/commits', listCommits),
    route(
      'POST',
      `${root.replace(/\/v3$/, '')}/graphql`,
      signedIn(createCommit(options, repositories, stale)),
    ),
  ];
}

type Handle = (
  repository: BareRepository,
  request: StageRequest,
  name: string,
) => StageResponse | Promise<StageResponse>;

async function readRef(
  repository: BareRepository,
  request: StageRequest,
  stale: StaleReads,
): Promise<StageResponse> {
  const ref = `refs/${request.params.ref}`;
  const sha = await repository.resolve(ref);
  if (sha === undefined) return notFound();
  const seen = stale.see(sha);
  return json(200, { ref, object: { type: (await repository.type(seen)) ?? 'commit', sha: seen } });
}

const readTree: Handle = async (repository, { params, query }) => {
  const { sha = '' } = params;
  if (!(await isObject(repository, sha, 'tree', 'commit'))) return notFound();
  return json(200, { sha, tree: await repository.entries(sha, query.has('recursive')), truncated: false });
};

const readBlob: Handle = async (repository, { params, headers }) => {
  const { sha = '' } = params;
  if (!(await isObject(repository, sha, 'blob'))) return notFound();
  const content = await repository.blob(sha);
  if (/application\/vnd\.github\.raw/.test(headers.accept ?? '')) return { status: 200, body: content };
  const base64 = content.toString('base64').replace(/.{60}/g, '$&\n');
  return json(200, { sha, size: content.length, encoding: 'base64', content: base64 });
};

const listCommits: Handle = async (repository, { query }) => {
  const head = await repository.resolve(query.get('sha') ?? 'HEAD');
  if (head === undefined) return notFound();
  const limit = Math.min(100, Number(query.get('per_page') ?? 30));
  const commits = await repository.log(head, limit, limit * (Number(query.get('page') ?? 1) - 1));
  return json(
    200,
    commits.map(({ sha, parents, message }) => ({
      sha,
      commit: { message },
      parents: parents.map((parent) => ({ sha: parent })),
    })),
  );
};

async function isObject(
  repository: BareRepository,
  sha: string,
  ...types: readonly string[]
): Promise<boolean> {
  const type = /^[0-9a-f]{40,64}$/.test(sha) ? await repository.type(sha) : undefined;
  return type !== undefined && types.includes(type);
}
