import { quote } from '@gatehouse/action-kit/quote';
import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import { Expr, type ExprType, type Word } from './expr.ts';
import type { ExprNode } from './node.ts';
import type { ContextName } from './position.ts';

// https://docs.github.com/actions/reference/workflows-and-actions/contexts

/** The properties of the `github` context and their types, but for `event`. */
const GITHUB = {
  action: 'string',
  action_path: 'string',
  action_ref: 'string',
  action_repository: 'string',
  action_status: 'string',
  actor: 'string',
  actor_id: 'string',
  api_url: 'string',
  base_ref: 'string',
  env: 'string',
  event_name: 'string',
  event_path: 'string',
  graphql_url: 'string',
  head_ref: 'string',
  job: 'string',
  path: 'string',
  ref: 'string',
  ref_name: 'string',
  ref_protected: 'boolean',
  ref_type: 'string',
  repository: 'string',
  repositoryUrl: 'string',
  repository_id: 'string',
  repository_owner: 'string',
  repository_owner_id: 'string',
  retention_days: 'string',
  run_attempt: 'string',
  run_id: 'string',
  run_number: 'string',
  secret_source: 'string',
  server_url: 'string',
  sha: 'string',
  token: 'string',
  triggering_actor: 'string',
  workflow: 'string',
  workflow_ref: 'string',
  workflow_sha: 'string',
  workspace: 'string',
} as const satisfies Readonly<Record<string, ExprType>>;

const RUNNER = {
  arch: 'string',
  debug: 'string',
  environment: 'string',
  name: 'string',
  os: 'string',
  temp: 'string',
  tool_cache: 'string',
} as const satisfies Readonly<Record<string, ExprType>>;

/** `workflow_…` is the file that defines the job, where `github.workflow_ref` is its outermost caller. */
const JOB = {
  check_run_id: 'number',
  status: 'string',
  workflow_file_path: 'string',
  workflow_ref: 'string',
  workflow_repository: 'string',
  workflow_sha: 'string',
} as const satisfies Readonly<Record<string, ExprType>>;

/** What GitHub knows in each context that has the same properties in every workflow. */
export const PROPERTIES: Readonly<Record<'github' | 'job' | 'runner' | 'strategy', readonly string[]>> = {
  github: [...Object.keys(GITHUB), 'event'],
  job: [...Object.keys(JOB), 'container', 'services'],
  runner: Object.keys(RUNNER),
  strategy: ['fail-fast', 'job-index', 'job-total', 'max-parallel'],
};

/** The run. In a called workflow all of it is the caller's. */
export const github = {
  ...properties('github', GITHUB),
  /** A value of the webhook's payload: `github.event('pull_request', 'number')`. */
  event: (...path: readonly string[]): Expr<'json', 'github'> =>
    access('json', 'github', ['event', ...path], github.event),
};

/** The machine. Known to steps, and to the outputs and the environment's address of a job. */
export const runner = properties('runner', RUNNER);

/** The job that runs. Known where `runner` is. */
export const job = properties('job', JOB);

/** A variable of the repository, the organisation or the environment. */
export const variable = (name: string): Expr<'string', 'vars'> => access('string', 'vars', [name], variable);

/** A variable of the job's or the workflow's `env`. Inside a script, read the variable itself. */
export const env = (name: string): Expr<'string', 'env'> => access('string', 'env', [name], env);

/** A value of the leg: `leg('arch')` is `matrix.arch`. Known in the jobs of a matrix. */
export const leg = (field: string): Expr<'json', 'matrix'> => access('json', 'matrix', [field], leg);

/** All values of the leg, for `toJSON(wholeLeg)`. */
export const wholeLeg: Expr<'json', 'matrix'> = access('json', 'matrix', []);

/** `context.path…`, for which `word` was written. Whether it is there is seen once the workflow is. */
export function access<T extends ExprType, C extends ContextName>(
  type: T,
  context: C,
  path: readonly string[],
  word: Word = access,
): Expr<T, C> {
  const stray = path.findIndex((name) => typeof name !== 'string');
  if (stray >= 0)
    mistaken(calledFrom(word), `Found ${quote(path[stray])} as a name in "${context}"; expected a text.`);
  const start: ExprNode = { kind: 'context', name: context };
  return new Expr(
    type,
    path.reduce<ExprNode>((of, key) => ({ kind: 'property', of, key }), start),
  );
}

type Properties<C extends ContextName, Types extends Readonly<Record<string, ExprType>>> = {
  readonly [Name in keyof Types]: Expr<Types[Name], C>;
};

function properties<C extends ContextName, Types extends Readonly<Record<string, ExprType>>>(
  context: C,
  types: Types,
): Properties<C, Types> {
  const entries = Object.entries(types).map(([name, type]) => [name, access(type, context, [name])]);
  return Object.fromEntries(entries) as Properties<C, Types>;
}
