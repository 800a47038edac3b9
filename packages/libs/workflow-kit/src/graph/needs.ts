import { type ExprNode, referencesIn } from '../expression/node.ts';
import { renderExpression } from '../expression/render.ts';
import { ancestors } from '../model/condition.ts';
import type { Job } from '../model/job.ts';
import type { Workflow } from '../model/workflow.ts';

/** The jobs of a workflow by their ids. */
export function jobsById({ jobs }: Workflow): ReadonlyMap<string, Job> {
  return new Map(jobs.map((job) => [job.id, job]));
}

/** Whether the `if:` of `job` names no status function, so that GitHub adds `success() &&`. */
export function hasImplicitSuccess({ condition }: Job): boolean {
  return !condition?.uses.some((use) => use.endsWith('()') && use !== 'hashFiles()');
}

/** Whether `job` may be skipped without anything being wrong. */
export function maySkip({ guard }: Job): boolean {
  return guard.kind === 'written' || guard.when !== undefined;
}

/** Whether `job` goes on when one of its needs did not succeed. */
export function isTolerant({ needs }: Job): boolean {
  return needs.some(({ accepts }) => accepts.some((result) => result !== 'success'));
}

/** The needs of `job` of whose result its `if:` says nothing; none where GitHub asks for all by itself. */
export function unaskedNeeds(job: Job): readonly string[] {
  const { condition } = job;
  if (condition === undefined || hasImplicitSuccess(job) || requires(condition.node, 'success()')) return [];
  const asked = new Set(
    referencesIn(condition.node).flatMap(({ context, path: [id, what] }) =>
      context === 'needs' && what === 'result' && id !== undefined ? [id] : [],
    ),
  );
  return job.needs.map((need) => need.job).filter((id) => !asked.has(id));
}

/** The jobs of `workflow` that must have succeeded before `job` starts, at any distance. */
export function provenBefore(job: Job, workflow: Workflow): ReadonlySet<string> {
  const jobs = jobsById(workflow);
  const proven = new Set<string>();
  const visit = (one: Job): void => {
    const ids = hasImplicitSuccess(one)
      ? ancestors(one, jobs).map(({ id }) => id)
      : one.needs.map((need) => need.job).filter((id) => demandsSuccess(one, id));
    for (const needed of ids.flatMap((id) => jobs.get(id) ?? [])) {
      if (proven.has(needed.id)) continue;
      proven.add(needed.id);
      visit(needed);
    }
  };
  visit(job);
  return proven;
}

function demandsSuccess({ condition }: Job, id: string): boolean {
  const node = condition?.node;
  return (
    node !== undefined && (requires(node, 'success()') || requires(node, `needs.${id}.result == 'success'`))
  );
}

/** Whether `node` is false wherever `text`, one of the terms that it joins by `&&`, is. */
function requires(node: ExprNode, text: string): boolean {
  if (node.kind === 'operation' && node.operator === '&&') {
    return node.operands.some((operand) => requires(operand, text));
  }
  return renderExpression(node) === text;
}
