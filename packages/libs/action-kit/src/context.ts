import { ActionError } from './errors.ts';
import { quote } from './quote.ts';

/**
 * The workflow run that this process belongs to, read from the runner's variables
 * (https://docs.github.com/actions/reference/workflows-and-actions/variables).
 */
export interface RunContext {
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: number;
  /** Starts at 1, one more for each re-run. */
  readonly runAttempt: number;
  /** The full commit that started the run. */
  readonly sha: string;
  /** `refs/heads/…`, `refs/tags/…`, or empty where the runner sets none. */
  readonly ref: string;
  /** `owner/name/.github/workflows/x.yml@ref`; empty where the runner sets none. */
  readonly workflowRef: string;
  /** The id of the job in its workflow. */
  readonly job: string;
  /** Without a trailing slash. */
  readonly serverUrl: string;
  /** Without a trailing slash. */
  readonly apiUrl: string;
}

/** {@link readRunContext}; `undefined` outside a workflow run, as with `gatehouse run <action>`. */
export function findRunContext(env: NodeJS.ProcessEnv = process.env): RunContext | undefined {
  return env.GITHUB_RUN_ID ? readRunContext(env) : undefined;
}

/** Reads the run from `env`; fails with `NO_RUN_CONTEXT` outside a workflow run. */
export function readRunContext(env: NodeJS.ProcessEnv = process.env): RunContext {
  const take = (name: string, form: RegExp, wanted: string): string => {
    const value = env[name] ?? '';
    if (form.test(value)) return value;
    throw new ActionError({
      code: 'NO_RUN_CONTEXT',
      message: `${name} is ${value === '' ? 'not set' : quote(value)}; expected ${wanted}.`,
      hint: 'Run this as a step of a workflow, or set the GITHUB_* variables as a runner does.',
    });
  };
  const address = (name: string, fallback: string) => (env[name] || fallback).replace(/\/+$/, '');
  return {
    repository: take('GITHUB_REPOSITORY', /^[\w.-]+\/[\w.-]+$/, 'owner/name'),
    runId: Number(take('GITHUB_RUN_ID', /^[1-9]\d{0,15}$/, 'a number')),
    runAttempt: Number(take('GITHUB_RUN_ATTEMPT', /^[1-9]\d{0,5}$/, 'a number from 1')),
    sha: take('GITHUB_SHA', /^([0-9a-f]{40}|[0-9a-f]{64})$/, 'a full commit id'),
    ref: env.GITHUB_REF ?? '',
    workflowRef: env.GITHUB_WORKFLOW_REF ?? '',
    job: env.GITHUB_JOB ?? '',
    serverUrl: address('GITHUB_SERVER_URL', 'https://github.com'),
    apiUrl: address('GITHUB_API_URL', 'https://api.github.com'),
  };
}
