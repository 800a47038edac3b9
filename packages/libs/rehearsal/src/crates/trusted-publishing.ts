import { json, type Route, route, type StageResponse } from '../route.ts';
import { refusal } from './refusal.ts';
import type { TokenBook } from './tokens.ts';

/** Which runs may publish a crate without a user's token. */
export interface TrustedPublisher {
  readonly crate: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The file name of the top-level workflow, such as `release.yml`. */
  readonly workflow: string;
  /** Any environment, and none, when absent. */
  readonly environment?: string;
}

export interface TrustedPublishing {
  readonly publishers: readonly TrustedPublisher[];
  readonly tokens: TokenBook;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Half an hour, as on crates.io. */
const LIFETIME_MS = 1_800_000;
const PATH = '/api/v1/trusted_publishing/tokens';
/** Events that run code which nobody has reviewed with the rights of the repository. */
const REFUSED_EVENTS: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

/** Exchanges identity tokens of GitHub's OIDC provider for tokens of the registry, and revokes those. */
export function trustedPublishingRoutes({ publishers, tokens, clock }: TrustedPublishing): readonly Route[] {
  const used = new Set<string>();

  const exchange = (jwt: unknown, origin: string): StageResponse => {
    const claims = readClaims(jwt);
    if (claims === undefined) return refusal(400, 'Failed to decode JWT');
    const { iss, aud, exp, jti, event_name: event, repository } = claims;
    if (iss !== `${origin}/oidc` || aud !== 'crates.io') return refusal(400, 'Unsupported JWT issuer');
    if (Number(exp) * 1000 <= clock()) return refusal(400, 'JWT has expired');
    if (used.has(String(jti))) return refusal(400, 'JWT has already been used');
    if (REFUSED_EVENTS.has(String(event))) return refusal(400, `The event ${event} is not supported`);
    used.add(String(jti));
    const matching = publishers.filter((publisher) => isTrusted(publisher, claims));
    if (matching.length === 0) {
      return refusal(400, `No Trusted Publishing config found for repository \`${repository}\`.`);
    }
    const token = tokens.mint({
      by: {
        kind: 'trusted',
        repository: String(repository),
        runId: String(claims.run_id),
        sha: String(claims.sha),
      },
      crates: matching.map(({ crate }) => crate),
      expiresAt: clock() + LIFETIME_MS,
    });
    return json(200, { token });
  };

  return [
    route('PUT', PATH, ({ json: body, url }) => exchange((body() as { jwt?: unknown })?.jwt, url.origin)),
    route('DELETE', PATH, ({ headers }) =>
      tokens.revoke(headers) ? { status: 204 } : refusal(401, 'Invalid authentication token'),
    ),
  ];
}

type Claims = Readonly<Record<string, unknown>>;

/** The payload of a token. The stage's own provider signs nothing, so there is nothing to verify. */
function readClaims(jwt: unknown): Claims | undefined {
  try {
    const [, payload = ''] = String(jwt).split('.');
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function isTrusted({ repository, workflow, environment }: TrustedPublisher, claims: Claims): boolean {
  const lower = (value: unknown) => String(value ?? '').toLowerCase();
  const [, file] = /\/([^/]+)@/.exec(String(claims.workflow_ref)) ?? [];
  return (
    lower(claims.repository) === lower(repository) &&
    file === workflow &&
    (environment === undefined || lower(claims.environment) === lower(environment))
  );
}
