import { Expr } from '../../expression/expr.ts';
import type { Mistake } from '../../source/mistake.ts';
import type { SourcePosition } from '../../source/position.ts';
import type { Concurrency } from '../job.ts';
import type { Value } from '../value.ts';
import type { Workflow } from '../workflow.ts';

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#concurrency */
const LONGEST_GROUP = 400;

/** What waits in a group: the workflow as a whole, or a job. */
interface Waiting {
  readonly at: SourcePosition;
  readonly concurrency: Concurrency | undefined;
}

/** Groups that GitHub refuses, or that would end a job in the middle of what it writes. */
export function concurrencyMistakes({ at, concurrency, jobs }: Workflow): readonly Mistake[] {
  const writer = jobs.find((job) => job.kind === 'steps' && job.writes !== undefined);
  return [
    ...[{ at, concurrency }, ...jobs].flatMap(groupMistakes),
    ...(writer !== undefined && isCancelling(concurrency)
      ? [{ at, message: `"cancel-in-progress" would end "${writer.id}" in the middle of what it writes.` }]
      : []),
  ];
}

function groupMistakes({ at, concurrency }: Waiting): readonly Mistake[] {
  if (concurrency === undefined) return [];
  const { group, queue } = concurrency;
  const length = knownLength(group);
  const messages = [
    ...(group === '' || (group instanceof Expr && group.node.kind === 'literal' && length === 0)
      ? ['The name of the group is empty, which GitHub refuses. Name it after what is written.']
      : []),
    ...(length > LONGEST_GROUP
      ? [`The name of the group has ${length} characters or more; GitHub takes ${LONGEST_GROUP}.`]
      : []),
    ...(queue === 'max' && isCancelling(concurrency)
      ? ['GitHub refuses "queue: max" together with "cancel-in-progress".']
      : []),
  ];
  return messages.map((message) => ({ at, message }));
}

/** How long a text is at least: what it holds besides its expressions. */
function knownLength(value: Value): number {
  if (!(value instanceof Expr)) return String(value).length;
  const { node } = value;
  if (node.kind === 'literal') return String(node.value ?? '').length;
  if (node.kind !== 'text') return 0;
  return node.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
}

function isCancelling(concurrency: Concurrency | undefined): boolean {
  return concurrency !== undefined && concurrency.cancelInProgress !== false;
}
