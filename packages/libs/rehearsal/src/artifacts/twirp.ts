import { json, type Route, route, type StageResponse } from '../route.ts';
import { type RuntimeClaims, readRuntimeToken } from './token.ts';

/** A call as a method of the service sees it. */
export interface Call {
  readonly claims: RuntimeClaims;
  readonly origin: string;
  /** A field of the request by its wire name; numbers are texts, as protobuf's JSON has 64-bit ones. */
  readonly field: (name: string) => string | undefined;
}

/** What one method of the service does. */
export type Method = (call: Call) => StageResponse | Promise<StageResponse>;

/** The route of one method: reads the token and the body before the method sees the call. */
export function twirpRoute(name: string, method: Method): Route {
  return route('POST', `/twirp/github.actions.results.api.v1.ArtifactService/${name}`, (request) => {
    const claims = readRuntimeToken(request.headers.authorization);
    if (claims === undefined)
      return twirpError('unauthenticated', 'the runtime token is missing or malformed');
    const body = request.json();
    if (typeof body !== 'object' || body === null)
      return twirpError('malformed', 'the body is no JSON object');
    const fields = new Map(Object.entries(body));
    const field = (key: string) => (fields.has(key) ? String(fields.get(key)) : undefined);
    if (field('workflow_run_backend_id') !== claims.run) {
      return twirpError('permission_denied', 'the token is for another workflow run');
    }
    return method({ claims, origin: request.url.origin, field });
  });
}

// https://twitchtv.github.io/twirp/docs/spec_v7.html
const TWIRP_STATUS = {
  already_exists: 409,
  invalid_argument: 400,
  malformed: 400,
  not_found: 404,
  permission_denied: 403,
  unauthenticated: 401,
} as const;

/** A failure as Twirp writes it. */
export function twirpError(code: keyof typeof TWIRP_STATUS, msg: string): StageResponse {
  return json(TWIRP_STATUS[code], { code, msg });
}
