import type { components } from '@octokit/openapi-types';
import { json, type Route, route, type StageResponse } from '../route.ts';
import { git, tryGit } from '../scene/git.ts';
import { notAccessible, notFound, unprocessable } from './answers.ts';

export interface RefsOptions {
  /** The bare repository of each `owner/name`. */
  readonly repositories: Readonly<Record<string, string>>;
  /** What the token may do with contents; `write` when absent. */
  readonly contents?: 'read' | 'write';
  /** Why a ref may not be written, as a rule of the repository says it. */
  readonly ruleAgainst?: (ref: string) => string | undefined;
}

type GitRef = components['schemas']['git-ref'];

/** The part of GitHub's API that lists, makes, moves and deletes refs (https://docs.github.com/rest/git/refs). */
export function refRoutes({ repositories, contents = 'write', ruleAgainst }: RefsOptions): readonly Route[] {
  const write =
    (handle: (place: Place, body: RefBody) => Promise<StageResponse>): Route['handle'] =>
    async ({ params, url, json: body }) => {
      const place = placeOf(repositories, params, url.origin);
      if (place === undefined) return notFound();
      if (contents === 'read') return notAccessible();
      const given = (body() ?? {}) as RefBody;
      const rule = ruleAgainst?.(place.ref || String(given.ref));
      return rule === undefined ? handle(place, given) : unprocessable(rule);
    };
  return [
    route('GET', '/repos/:owner/:repo/git/matching-refs/*ref', async ({ params, url }) => {
      const place = placeOf(repositories, params, url.origin);
      return place === undefined ? notFound() : json(200, await listRefs(place));
    }),
    { method: 'POST', path: '/repos/:owner/:repo/git/refs', handle: write(createRef) },
    { method: 'PATCH', path: '/repos/:owner/:repo/git/refs/*ref', handle: write(moveRef) },
    { method: 'DELETE', path: '/repos/:owner/:repo/git/refs/*ref', handle: write(deleteRef) },
  ];
}

interface Place {
  readonly bare: string;
  /** The address of the repository in the API. */
  readonly api: string;
  /** With `refs/` before it; empty where the path names none. */
  readonly ref: string;
}

interface RefBody {
  readonly ref?: unknown;
  readonly sha?: unknown;
  readonly force?: unknown;
}

async function createRef({ bare, api }: Place, { ref, sha }: RefBody): Promise<StageResponse> {
  if (typeof ref !== 'string' || !/^refs\/[^/]+\/.+/.test(ref)) {
    return unprocessable("Reference name must start with 'refs/' and contain at least two slashes.");
  }
  if (!(await isObject(bare, sha))) return unprocessable('Object does not exist');
  // From nothing: whoever is second is refused, as on GitHub.
  const made = await tryGit(bare, ['update-ref', ref, String(sha), '0'.repeat(String(sha).length)]);
  return made.exitCode === 0
    ? json(201, await readRef(bare, api, ref))
    : unprocessable('Reference already exists');
}

async function moveRef({ bare, api, ref }: Place, { sha, force }: RefBody): Promise<StageResponse> {
  const { exitCode, stdout } = await tryGit(bare, ['rev-parse', '--verify', '--quiet', ref]);
  if (exitCode !== 0) return unprocessable('Reference does not exist');
  if (!(await isObject(bare, sha))) return unprocessable('Object does not exist');
  const old = stdout.trim();
  const forward = await tryGit(bare, ['merge-base', '--is-ancestor', old, String(sha)]);
  if (force !== true && forward.exitCode !== 0) return unprocessable('Update is not a fast forward');
  const moved = await tryGit(bare, ['update-ref', ref, String(sha), old]);
  return moved.exitCode === 0
    ? json(200, await readRef(bare, api, ref))
    : unprocessable('Reference cannot be updated');
}

async function deleteRef({ bare, ref }: Place): Promise<StageResponse> {
  const { exitCode } = await tryGit(bare, ['rev-parse', '--verify', '--quiet', ref]);
  if (exitCode !== 0) return unprocessable('Reference does not exist');
  await git(bare, ['update-ref', '-d', ref]);
  return { status: 204 };
}

async function listRefs({ bare, api, ref }: Place): Promise<readonly GitRef[]> {
  const names = String(await git(bare, ['for-each-ref', '--format=%(refname)'])).split('\n');
  const wanted = names.filter((name) => name !== '' && name.startsWith(ref)).sort();
  return Promise.all(wanted.map((name) => readRef(bare, api, name)));
}

async function readRef(bare: string, api: string, ref: string): Promise<GitRef> {
  const sha = String(await git(bare, ['rev-parse', ref])).trim();
  const type = String(await git(bare, ['cat-file', '-t', sha])).trim();
  const object = { type, sha, url: `${api}/git/${type}s/${sha}` };
  return { ref, node_id: `REF_${sha.slice(0, 12)}`, url: `${api}/git/${ref}`, object };
}

async function isObject(bare: string, sha: unknown): Promise<boolean> {
  if (typeof sha !== 'string' || !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) return false;
  return (await tryGit(bare, ['cat-file', '-e', sha])).exitCode === 0;
}

function placeOf(
  repositories: Readonly<Record<string, string>>,
  { owner = '', repo = '', ref }: Readonly<Record<string, string>>,
  origin: string,
): Place | undefined {
  const name = `${owner}/${repo}`;
  const found = Object.entries(repositories).find(([one]) => one.toLowerCase() === name.toLowerCase());
  if (found === undefined) return undefined;
  return { bare: found[1], api: `${origin}/repos/${found[0]}`, ref: ref === undefined ? '' : `refs/${ref}` };
}
