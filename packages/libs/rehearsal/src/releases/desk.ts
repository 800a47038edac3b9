import { badCredentials, notAccessible, notFound } from '../github/answers.ts';
import type { Route, StageRequest, StageResponse } from '../route.ts';
import { isSame, type ReleaseStore } from './store.ts';
import type { Addresses } from './wire.ts';

/** What the routes of releases and of assets work with. */
export interface ReleaseDesk {
  readonly store: ReleaseStore;
  readonly repositories: Readonly<Record<string, string>>;
  readonly contents: 'read' | 'write';
  /** `https://github.com`. */
  readonly server: string;
}

/** A request to one repository that is there. */
export interface Visit {
  readonly request: StageRequest;
  /** `owner/name`, as the repository is written. */
  readonly repository: string;
  readonly bare: string;
  /** Drafts are shown to those only who may write. */
  readonly mayWrite: boolean;
  readonly addresses: Addresses;
}

type Handle = (visit: Visit) => StageResponse | Promise<StageResponse>;

/** A route below `/repos/{owner}/{repo}`; a writing one is for a token that may write. */
export function repositoryRoute(
  { repositories, contents, server }: ReleaseDesk,
  method: string,
  path: string,
  handle: Handle,
): Route {
  const serve: Route['handle'] = (request) => {
    const name = `${request.params.owner}/${request.params.repo}`;
    const found = Object.entries(repositories).find(([one]) => isSame(one, name));
    if (found === undefined) return notFound();
    const signedIn = request.headers.authorization !== undefined;
    if (method !== 'GET' && !signedIn) return badCredentials();
    const mayWrite = signedIn && contents === 'write';
    if (method !== 'GET' && !mayWrite) return notAccessible();
    const addresses = { origin: request.url.origin, server };
    return handle({ request, repository: found[0], bare: found[1], mayWrite, addresses });
  };
  return { method, path, handle: serve };
}
