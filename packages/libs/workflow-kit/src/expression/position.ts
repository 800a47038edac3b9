/** The contexts of GitHub's expression language that a workflow can use. */
export type ContextName =
  | 'env'
  | 'github'
  | 'inputs'
  | 'job'
  | 'jobs'
  | 'matrix'
  | 'needs'
  | 'runner'
  | 'secrets'
  | 'steps'
  | 'strategy'
  | 'vars';

/** The functions that GitHub knows at some positions only. */
export type PositionedFunction = 'always' | 'cancelled' | 'failure' | 'hashFiles' | 'success';

/** What an expression makes use of, as far as it decides where the expression may stand. */
export type Use = ContextName | `${PositionedFunction}()`;

const ROOT = ['github', 'inputs', 'vars'] as const;
const NEEDS = [...ROOT, 'needs'] as const;
const LEG = [...NEEDS, 'strategy', 'matrix'] as const;
const STATUS = ['always()', 'cancelled()', 'failure()', 'success()'] as const;
const RUNNER = [...LEG, 'steps', 'job', 'runner', 'env'] as const;
const STEP = [...RUNNER, 'secrets', 'hashFiles()'] as const;

/**
 * What GitHub allows at each position that takes an expression, by the names of its own workflow
 * schema (`workflow-v1.0.json` of actions/languageservices; a test compares the two). Elsewhere
 * GitHub takes no expression at all.
 */
export const POSITIONS = {
  'run-name': ROOT,
  'workflow-call-input-default': ROOT,
  'workflow-output-context': [...ROOT, 'jobs'],
  'workflow-env': [...ROOT, 'secrets'],
  'workflow-concurrency': ROOT,
  'job-if': [...NEEDS, ...STATUS],
  strategy: NEEDS,
  'string-strategy-context': LEG,
  'number-strategy-context': LEG,
  'runs-on': LEG,
  'job-environment-name': LEG,
  'string-runner-context-no-secrets': RUNNER,
  'job-concurrency': LEG,
  'job-env': [...LEG, 'secrets'],
  'string-runner-context': [...RUNNER, 'secrets'],
  'scalar-needs-context': LEG,
  'scalar-needs-context-with-secrets': [...LEG, 'secrets'],
  'step-if': [...RUNNER, 'hashFiles()', ...STATUS],
  'step-name': STEP,
  'step-with': STEP,
  'step-env': STEP,
  'step-continue-on-error': STEP,
  'step-timeout-minutes': STEP,
  'string-steps-context': STEP,
} as const satisfies Readonly<Record<string, readonly Use[]>>;

/** The name of a position in GitHub's workflow schema. */
export type Position = keyof typeof POSITIONS;

/** What an expression may make use of at the position `P`. */
export type UseAt<P extends Position> = (typeof POSITIONS)[P][number];
