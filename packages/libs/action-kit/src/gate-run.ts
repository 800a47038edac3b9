import { findRunContext, type RunContext } from './context.ts';

/** Where a gate runs, and whom it asks. */
export interface GateRun {
  /** `undefined` outside a workflow run, as with `gatehouse run <action>`. */
  readonly context: RunContext | undefined;
  /** Without a trailing slash. */
  readonly apiUrl: string;
  /** Without a trailing slash. */
  readonly serverUrl: string;
}

/** Reads it from the runner's variables. Fails with `NO_RUN_CONTEXT` where they are incomplete. */
export function readGateRun(env: NodeJS.ProcessEnv = process.env): GateRun {
  const address = (given: string | undefined, usual: string) => (given || usual).replace(/\/+$/, '');
  return {
    context: findRunContext(env),
    apiUrl: address(env.GITHUB_API_URL, 'https://api.github.com'),
    serverUrl: address(env.GITHUB_SERVER_URL, 'https://github.com'),
  };
}
