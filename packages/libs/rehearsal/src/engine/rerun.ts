import { isMap, parseDocument, type YAMLMap } from 'yaml';
import { type JobRecord, type JobResult, jobResult, stepOutput } from './record.ts';
import { notPlayable, type WorkflowFile, type WorkflowJob } from './workflow-file.ts';

/** A workflow file as a second attempt runs it. */
export interface Rerun {
  readonly text: string;
  /** Jobs and legs that succeeded before and are not run again. */
  readonly kept: readonly JobRecord[];
}

/**
 * `workflow` as "re-run failed jobs" runs it: a job that succeeded, and needs none that is run again, is
 * replaced by one that only hands on its outputs; a matrix keeps the legs that did not succeed. All the
 * rest stays as it is, so what was skipped is decided again
 * (https://docs.github.com/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs).
 * `previous` are the jobs of the attempt before, those of called workflows among them; `caller` is the
 * job that calls `workflow`.
 */
export function rerunFailed(workflow: WorkflowFile, previous: readonly JobRecord[], caller?: string): Rerun {
  const own = previous.filter((job) => job.caller === caller);
  const again = jobsToRun(workflow, (job) => resultOf(job, own, previous));
  const document = parseDocument(workflow.text);
  const jobs = document.get('jobs');
  const kept: JobRecord[] = [];
  for (const { id, calls } of workflow.jobs) {
    const job = isMap(jobs) ? jobs.get(id) : undefined;
    if (!isMap(job)) continue;
    const legs = own.filter((leg) => leg.id === id);
    const succeeded = legs.filter(({ result }) => result === 'success');
    if (!again.has(id) && calls === undefined) {
      if (succeeded.length > 0) onlyHandOn(job, (expression) => evaluate(expression, legs, workflow.file));
      kept.push(...succeeded);
    } else if (succeeded.length < legs.length && legs.some(({ matrix }) => matrix !== undefined)) {
      const rows = legs.filter((leg) => !succeeded.includes(leg)).map(({ matrix }) => matrix ?? {});
      job.setIn(['strategy', 'matrix'], { include: rows });
      kept.push(...succeeded);
    }
  }
  const text = document.toString({ lineWidth: 0 });
  return { text, kept: kept.map((job) => ({ ...job, startMs: 0, endMs: 0, kept: true })) };
}

/** The jobs that failed, and all that need one of them. */
function jobsToRun(
  { jobs }: WorkflowFile,
  resultOf: (job: WorkflowJob) => JobResult | undefined,
): ReadonlySet<string> {
  const again = new Set(
    jobs.filter((job) => !['success', 'skipped'].includes(resultOf(job) ?? '')).map(({ id }) => id),
  );
  for (let size = -1; size !== again.size; ) {
    size = again.size;
    for (const { id, needs } of jobs) if (needs.some((need) => again.has(need))) again.add(id);
  }
  return again;
}

/** A calling job is as good as the worst job behind it. */
function resultOf(
  { id, calls }: WorkflowJob,
  own: readonly JobRecord[],
  all: readonly JobRecord[],
): JobResult | undefined {
  if (calls === undefined) return jobResult({ jobs: own }, id);
  const behind = all.filter(({ caller }) => caller === id);
  const bad = behind.find(({ result }) => result !== 'success' && result !== 'skipped');
  return bad?.result ?? (behind.length > 0 ? 'success' : undefined);
}

function onlyHandOn(job: YAMLMap, evaluate: (expression: string) => string): void {
  const outputs = job.get('outputs');
  const values = (isMap(outputs) ? outputs.items : []).map(
    ({ key, value }) => [String(key), evaluate(String(value))] as const,
  );
  for (const key of ['steps', 'strategy', 'outputs', 'env', 'environment', 'container', 'services', 'name']) {
    job.delete(key);
  }
  job.set('if', 'always()');
  // What stood there may have come from the matrix.
  job.set('runs-on', 'ubuntu-latest');
  if (values.length > 0) job.set('outputs', Object.fromEntries(values));
  job.set('steps', [{ run: 'echo "Succeeded in an earlier attempt."' }]);
}

function evaluate(expression: string, jobs: readonly JobRecord[], file: string): string {
  const [, step, output] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}$/.exec(expression) ?? [];
  const [job] = jobs.map(({ id }) => id);
  if (step === undefined || output === undefined || job === undefined) {
    throw notPlayable(
      `${file} has the output ${expression}; in a second attempt only \${{ steps.ID.outputs.NAME }} can be handed on.`,
    );
  }
  const value = stepOutput({ jobs }, { job, step, output }) ?? '';
  // What looks like an expression in a value must not become one.
  return value.split('${{').join(`\${{ '$' }}{{`);
}
