import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { withWholeMatrix } from './matrix-text.ts';

/** The ref at which the stage has the actions of the repository that is rehearsed. */
export const OWN_REF = 'rehearsed';

/**
 * `text` in words that act 0.2.89 understands as GitHub does. It reads `max-parallel` as a number only, and
 * takes an expression there for "one leg at a time" (`GetMaxParallel` in pkg/model/workflow.go); without the
 * word, legs run side by side. It dies of a vector whose expression fails, see {@link withWholeMatrix}. It does not know `$/path`, an action of the workflow's own `repository`. A text
 * with nothing of the kind stays as it is.
 */
export function legible(text: string, repository: string): string {
  const document = parseDocument(text);
  const jobs = document.get('jobs');
  let changed = false;
  for (const { value: job } of isMap(jobs) ? jobs.items : []) {
    if (!isMap(job)) continue;
    changed = withoutExpression(job) || changed;
    changed = withWholeMatrix(job) || changed;
    changed = withOwnActions(job, repository) || changed;
  }
  return changed ? document.toString({ lineWidth: 0 }) : text;
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
