import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { behindStandIns, isPosixShell, shellOf } from '../machine/index.ts';
import { withWholeMatrix } from './matrix-text.ts';

/** The ref at which the stage has the actions of the repository that is rehearsed. */
export const OWN_REF = 'rehearsed';

/**
 * `text` in words that act 0.2.89 understands as GitHub does. It reads `max-parallel` as a number only, and
 * takes an expression there for "one leg at a time" (`GetMaxParallel` in pkg/model/workflow.go); without the
 * word, legs run side by side. It dies of a vector whose expression fails, see {@link withWholeMatrix}. It does not know `$/path`, an action of the workflow's own `repository`. A text
 * with nothing of the kind stays as it is. Programs that change a machine are called behind their stand-ins.
 */
export function legible(text: string, { scene: { repository }, realPrograms = [] }: LegibleFor): string {
  const document = parseDocument(text);
  const jobs = document.get('jobs');
  let changed = false;
  for (const { value: job } of isMap(jobs) ? jobs.items : []) {
    if (!isMap(job)) continue;
    changed = withoutExpression(job) || changed;
    changed = withWholeMatrix(job) || changed;
    changed = withOwnActions(job, repository) || changed;
    changed = withStandIns(job, document, realPrograms) || changed;
  }
  return changed ? document.toString({ lineWidth: 0 }) : text;
}

/** What {@link legible} has to know of a run. */
export interface LegibleFor {
  readonly scene: { readonly repository: string };
  readonly realPrograms?: readonly string[];
}

/** Scripts for other shells than `sh` and bash are left alone. */
function withStandIns(job: YAMLMap, document: Document, real: readonly string[]): boolean {
  const workflow = isMap(document.contents) ? document.contents : undefined;
  const steps = job.get('steps');
  let changed = false;
  for (const step of isSeq(steps) ? steps.items : []) {
    const script = isMap(step) ? step.get('run', true) : undefined;
    if (!isMap(step) || !isScalar(script) || typeof script.value !== 'string') continue;
    if (!isPosixShell(shellOf(step, job, workflow))) continue;
    const held = behindStandIns(script.value, real);
    if (held === script.value) continue;
    script.value = held;
    changed = true;
  }
  return changed;
}

function withoutExpression(job: YAMLMap): boolean {
  const strategy = job.get('strategy');
  const most = isMap(strategy) ? strategy.get('max-parallel', true) : undefined;
  if (!isMap(strategy) || !isScalar(most) || typeof most.value === 'number') return false;
  return strategy.delete('max-parallel');
}

function withOwnActions(job: YAMLMap, repository: string): boolean {
  const steps = job.get('steps');
  let changed = false;
  for (const step of isSeq(steps) ? steps.items : []) {
    const uses = isMap(step) ? step.get('uses', true) : undefined;
    if (!isScalar(uses) || typeof uses.value !== 'string' || !uses.value.startsWith('$/')) continue;
    uses.value = `${repository}/${uses.value.slice(2)}@${OWN_REF}`;
    changed = true;
  }
  return changed;
}
