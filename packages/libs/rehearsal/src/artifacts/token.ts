/** What the stage reads from an `ACTIONS_RUNTIME_TOKEN`. */
export interface RuntimeClaims {
  /** The run's id in the results service; the first half of the scope `Actions.Results:RUN:JOB`. */
  readonly run: string;
  /** The job's id in the results service, another one for each attempt. */
  readonly job: string;
  /** The stage's own claim; 1 where a token has none. */
  readonly attempt: number;
}

/** A JSON web token with the claims that the artifact client reads; nobody signs it. */
export function runtimeToken({ run, job, attempt }: RuntimeClaims): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { scp: `Actions.Results:${run}:${job}`, run_attempt: attempt };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

/** The claims in an `authorization` header; `undefined` when it holds no runtime token. */
export function readRuntimeToken(authorization: string | undefined): RuntimeClaims | undefined {
  const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization ?? '') ?? [];
  if (payload === undefined) return undefined;
  try {
    const { scp, run_attempt: attempt } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const [, run, job] = /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(String(scp)) ?? [];
    if (run === undefined || job === undefined) return undefined;
    return { run, job, attempt: typeof attempt === 'number' ? attempt : 1 };
  } catch {
    return undefined;
  }
}
