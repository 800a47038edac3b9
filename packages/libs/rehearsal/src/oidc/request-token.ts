/** The run that an identity token speaks of. */
export interface IdentityClaims {
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: number;
  readonly attempt: number;
  readonly ref: string;
  readonly sha: string;
  /** `owner/name/.github/workflows/x.yml@ref` of the file that was run. */
  readonly workflowRef: string;
  /** The same of the file that defines the job; `workflowRef` when absent. */
  readonly jobWorkflowRef?: string;
  /** `push`, `workflow_dispatch`, … */
  readonly event: string;
  /** The environment of the job. */
  readonly environment?: string;
}

/** The two variables by which a job with `id-token: write` gets its identity token. */
export function identityEnvironment(
  stage: { readonly url: string },
  claims: IdentityClaims,
): Record<string, string> {
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${stage.url}/oidc/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: Buffer.from(JSON.stringify(claims)).toString('base64url'),
  };
}

/** What {@link identityEnvironment} put into the request token; `undefined` when it is none. */
export function readRequestToken(authorization: string | undefined): IdentityClaims | undefined {
  const [, token = ''] = /^Bearer ([\w-]+)$/i.exec(authorization ?? '') ?? [];
  try {
    const claims: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    const isObject = typeof claims === 'object' && claims !== null;
    return isObject && 'repository' in claims && 'sha' in claims ? (claims as IdentityClaims) : undefined;
  } catch {
    return undefined;
  }
}
