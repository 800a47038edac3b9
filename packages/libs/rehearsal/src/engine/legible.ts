import { isMap, isScalar, parseDocument } from 'yaml';

/**
 * `text` in words that act 0.2.89 understands as GitHub does. It reads `max-parallel` as a number only, and
 * takes an expression there for "one leg at a time" (`GetMaxParallel` in pkg/model/workflow.go); without the
 * word, legs run side by side. A text with nothing of the kind stays as it is.
 */
export function legible(text: string): string {
  const document = parseDocument(text);
  const jobs = document.get('jobs');
  let changed = false;
  for (const { value: job } of isMap(jobs) ? jobs.items : []) {
    const strategy = isMap(job) ? job.get('strategy') : undefined;
    const most = isMap(strategy) ? strategy.get('max-parallel', true) : undefined;
    if (!isMap(strategy) || !isScalar(most) || typeof most.value === 'number') continue;
    strategy.delete('max-parallel');
    changed = true;
  }
  return changed ? document.toString({ lineWidth: 0 }) : text;
}
