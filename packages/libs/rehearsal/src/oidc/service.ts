import { createHash, randomUUID } from 'node:crypto';
import { json, type Route, route } from '../route.ts';
import { type IdentityClaims, readRequestToken } from './request-token.ts';

/** Options of {@link identityRoutes}. */
export interface IdentityOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Which repositories a token is given to; all when absent. */
  readonly allowed?: (claims: IdentityClaims) => boolean;
}

const LIFETIME_S = 300;

/**
 * The token endpoint of GitHub's OIDC provider, and its discovery document. The tokens hold the claims of
 * https://docs.github.com/actions/reference/security/oidc and nobody has signed them (`alg` is `none`).
 */
export function identityRoutes({
  clock = Date.now,
  allowed = () => true,
}: IdentityOptions = {}): readonly Route[] {
  return [
    route('GET', '/oidc/token', ({ headers, query, url }) => {
      const claims = readRequestToken(headers.authorization);
      if (claims === undefined) return json(401, { message: 'The request token is missing or malformed.' });
      if (!allowed(claims)) return json(403, { message: 'Resource not accessible by integration' });
      const payload = tokenClaims(claims, {
        issuer: `${url.origin}/oidc`,
        audience: query.get('audience') ?? `https://github.com/${claims.repository.split('/')[0]}`,
        nowS: Math.floor(clock() / 1000),
      });
      const value = `${part({ alg: 'none', typ: 'JWT', kid: 'stage' })}.${part(payload)}.`;
      return json(200, { count: value.length, value });
    }),
    route('GET', '/oidc/.well-known/openid-configuration', ({ url }) => {
      const issuer = `${url.origin}/oidc`;
      return json(200, {
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks`,
        subject_types_supported: ['public', 'pairwise'],
        response_types_supported: ['id_token'],
        id_token_signing_alg_values_supported: ['none'],
        scopes_supported: ['openid'],
        claims_supported: Object.keys(tokenClaims(EXAMPLE, { issuer, audience: '', nowS: 0 })),
      });
    }),
    route('GET', '/oidc/.well-known/jwks', () => json(200, { keys: [] })),
  ];
}

const EXAMPLE: IdentityClaims = {
  repository: 'octo/widgets',
  runId: 1,
  attempt: 1,
  ref: 'refs/heads/main',
  sha: '0'.repeat(40),
  workflowRef: 'octo/widgets/.github/workflows/release.yml@refs/heads/main',
  event: 'push',
};

function tokenClaims(
  run: IdentityClaims,
  { issuer, audience, nowS }: { readonly issuer: string; readonly audience: string; readonly nowS: number },
): Record<string, unknown> {
  const [owner = ''] = run.repository.split('/');
  const where = run.environment === undefined ? `ref:${run.ref}` : `environment:${run.environment}`;
  return {
    jti: randomUUID(),
    sub: `repo:${run.repository}:${run.event === 'pull_request' ? 'pull_request' : where}`,
    aud: audience,
    ref: run.ref,
    sha: run.sha,
    repository: run.repository,
    repository_owner: owner,
    repository_owner_id: stableId(owner),
    repository_id: stableId(run.repository),
    repository_visibility: 'public',
    run_id: String(run.runId),
    run_number: String(run.runId),
    run_attempt: String(run.attempt),
    actor: owner,
    actor_id: stableId(owner),
    workflow: run.workflowRef.replace(/^.*\/|@.*$/g, ''),
    head_ref: '',
    base_ref: '',
    event_name: run.event,
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: 'false',
    workflow_ref: run.workflowRef,
    workflow_sha: run.sha,
    job_workflow_ref: run.jobWorkflowRef ?? run.workflowRef,
    job_workflow_sha: run.sha,
    runner_environment: 'github-hosted',
    ...(run.environment === undefined ? {} : { environment: run.environment }),
    iss: issuer,
    nbf: nowS - 5,
    exp: nowS + LIFETIME_S,
    iat: nowS,
  };
}

/** Ids are numbers in text; the same name has the same one. */
function stableId(name: string): string {
  return String(createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE());
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
