import type { Route, StageRequest, StageResponse } from '../route.ts';
import type { Gatekeeper } from './access.ts';
import type { RegistryBehavior } from './behavior.ts';
import type { RegistryStore } from './store.ts';

/** What every address of the registry works with. */
export interface RegistryDeps {
  readonly store: RegistryStore;
  readonly behavior: RegistryBehavior;
  readonly gatekeeper: Gatekeeper;
}

/** One request to a repository. */
export interface RegistryRequest extends StageRequest {
  /** The repository's name; it may hold slashes. */
  readonly repository: string;
  /** The last segment of the path: a digest, a tag or an upload's id; empty where there is none. */
  readonly last: string;
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
const NAME =
  '(?<repository>[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*)';

/**
 * A route below `/v2/<repository>/`, behind the gatekeeper. `rest` is the path after the name; a `:last` in
 * it takes one segment.
 */
export function registryRoute(
  { gatekeeper }: RegistryDeps,
  method: string,
  rest: string,
  handle: (request: RegistryRequest) => StageResponse,
): Route {
  return {
    method,
    path: new RegExp(`^/v2/${NAME}/${rest.replace(':last', '(?<last>[^/]+)')}$`),
    handle: (request) => {
      const { repository = '', last = '' } = request.params;
      return gatekeeper.refuse(request, repository) ?? handle({ ...request, repository, last });
    },
  };
}
