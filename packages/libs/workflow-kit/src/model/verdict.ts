import { Expr } from '../expression/expr.ts';
import { always, toJSON } from '../expression/functions.ts';
import type { ExprNode } from '../expression/node.ts';
import { and, not } from '../expression/operators.ts';
import { renderExpression } from '../expression/render.ts';
import { expr } from '../expression/text.ts';
import type { SourcePosition } from '../source/position.ts';
import { answersFor, answerText } from './answer.ts';
import { resultOf } from './handles.ts';
import type { Job, StepsJob } from './job.ts';
import { script } from './script.ts';
import type { Value } from './value.ts';

/** The id of the job that ends a workflow with fan-out or fan-in. */
export const VERDICT = 'verdict';

const JUDGE = script`
  red=0
  while read -r job result wanted; do
    case "$result $wanted" in
      # An empty result lets what is wanted take its place.
      *' ') echo "::error title=Verdict::$job has no result: no runner ran it."; red=1 ;;
      'success '*) echo "$job succeeded." ;;
      'skipped false') echo "$job was skipped: there was nothing to do." ;;
      'skipped unknown') echo "$job was skipped." ;;
      'skipped '*)
        # Behind a job that failed, that is no news.
        if ((red)); then echo "$job was skipped."; continue; fi
        echo "::error title=Verdict::$job was skipped, but it should have run."
        red=1
        ;;
      *) echo "::error title=Verdict::$job ended with the result $result."; red=1 ;;
    esac
  done <<< "$RESULTS"
  exit "$red"
`;

const CHECK = script`
  red=0
  while read -r output result form answer; do
    [[ $result == success ]] || continue
    case "$form $answer" in
      'flag "true"' | 'flag "false"') ;;
      'text ""' | 'text null')
        echo "::error title=Verdict::$output is empty, so what depends on it did not run. GitHub drops an output that holds a secret or is too large."
        red=1
        ;;
      'text '*) ;;
      *)
        echo "::error title=Verdict::$output is $answer, expected exactly true or false. GitHub drops an output that holds a secret or is too large."
        red=1
        ;;
    esac
  done <<< "$ANSWERS"
  exit "$red"
`;

/**
 * The last job: red unless every job succeeded or was skipped because its own condition, or that of a
 * job it needs, was false. GitHub calls a run with skipped jobs a success, whatever they should have
 * published. It asks those conditions again, on the same values.
 */
export function verdictOf(jobs: readonly Job[], at: SourcePosition, runsOn: Value): StepsJob {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const lines = jobs.map((job) => expr`${job.id} ${resultOf(job.id)} ${wantedText(job, byId)}`);
  const answers = answersFor(jobs).map(
    (answer) =>
      expr`${`${answer.job}.${answer.output}`} ${resultOf(answer.job)} ${answer.form} ${toJSON(answerText(answer))}`,
  );
  return {
    kind: 'steps',
    role: 'verdict',
    at,
    id: VERDICT,
    name: 'Verdict',
    permissions: [],
    needs: jobs.map(({ id }) => ({ job: id, accepts: ['success', 'failure', 'cancelled', 'skipped'] })),
    guard: { kind: 'written', if: always() },
    condition: always(),
    concurrency: undefined,
    matrix: undefined,
    suppressions: [],
    runsOn,
    environment: undefined,
    outputs: {},
    env: {},
    timeoutMinutes: 5,
    writes: undefined,
    steps: [
      ...(answers.length === 0
        ? []
        : [
            judgement(
              at,
              'Check what the conditions of jobs were asked on',
              { ANSWERS: joined(answers) },
              CHECK,
            ),
          ]),
      judgement(at, 'Judge the results of all jobs', { RESULTS: joined(lines) }, JUDGE),
    ],
  };
}

/** Each line on a line of its own. */
function joined(lines: readonly Expr[]): Expr {
  return lines.reduce((above, line) => expr`${above}${'\n'}${line}`);
}

function judgement(
  at: SourcePosition,
  name: string,
  env: Readonly<Record<string, Expr>>,
  text: typeof JUDGE,
): StepsJob['steps'][number] {
  return {
    kind: 'run',
    at,
    id: undefined,
    name,
    if: undefined,
    env,
    continueOnError: undefined,
    timeoutMinutes: undefined,
    suppressions: [],
    script: text,
    shell: undefined,
    workingDirectory: undefined,
    outputs: [],
  };
}

function wantedText(job: Job, jobs: ReadonlyMap<string, Job>): Expr | string {
  const conditions = conditionsOf(job, jobs);
  if (conditions === undefined) return 'unknown';
  const [first, ...others] = conditions;
  if (first === undefined) return 'true';
  const wanted = and(first, ...others);
  return isBoolean(wanted.node) ? wanted : not(not(wanted));
}

/**
 * What must hold for `job` to run when all goes well: its own condition and those of the jobs that it
 * does not go on without. `undefined` where one of them has an `if:` in its author's own words.
 */
function conditionsOf(job: Job, jobs: ReadonlyMap<string, Job>): readonly Expr<'boolean'>[] | undefined {
  if (job.guard.kind === 'written') return undefined;
  const found = new Map<string, Expr<'boolean'>>();
  const add = (condition: Expr<'boolean'>): void => {
    for (const part of conjuncts(condition)) found.set(renderExpression(part.node), part);
  };
  if (job.guard.when !== undefined) add(job.guard.when);
  for (const { job: id, accepts } of job.needs) {
    const needed = jobs.get(id);
    if (needed === undefined || accepts.includes('skipped')) continue;
    const above = conditionsOf(needed, jobs);
    if (above === undefined) return undefined;
    for (const condition of above) add(condition);
  }
  return [...found.values()];
}

/** `a && b` as `a` and `b`, so that what several jobs ask is asked once. */
function conjuncts(condition: Expr<'boolean'>): readonly Expr<'boolean'>[] {
  const { node } = condition;
  if (node.kind !== 'operation' || node.operator !== '&&') return [condition];
  return node.operands.map((operand) => new Expr('boolean', operand));
}

/** Whether a value is `true` or `false` for certain, and not only counts as one of them. */
function isBoolean(node: ExprNode): boolean {
  if (node.kind === 'not') return true;
  if (node.kind !== 'operation') return false;
  return node.operator === '&&' || node.operator === '||' ? node.operands.every(isBoolean) : true;
}
