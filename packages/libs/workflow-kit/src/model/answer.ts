import { access } from '../expression/contexts.ts';
import type { Expr } from '../expression/expr.ts';
import { children, type ExprNode } from '../expression/node.ts';
import type { Job } from './job.ts';

/** An output of a job that a condition of another one reads. */
export interface Answer {
  readonly job: string;
  readonly output: string;
  /** `flag`: it is compared with `true` or `false` and must be exactly one of them. `text`: it must not be empty. */
  readonly form: 'flag' | 'text';
}

/** Every output that the conditions of `jobs` read, each once, in the order of the jobs. */
export function answersFor(jobs: readonly Job[]): readonly Answer[] {
  const found = new Map<string, Answer>();
  for (const answer of jobs.flatMap(({ guard }) => conditionsIn(guard).flatMap(answersIn))) {
    const key = `${answer.job}.${answer.output}`;
    if (answer.form === 'flag' || !found.has(key)) found.set(key, answer);
  }
  return [...found.values()];
}

/** The answer as an expression. */
export function answerText({ job, output }: Answer): Expr<'string'> {
  return access('string', 'needs', [job, 'outputs', output], answerText);
}

function conditionsIn(guard: Job['guard']): readonly ExprNode[] {
  const condition = guard.kind === 'written' ? guard.if : guard.when;
  return condition === undefined ? [] : [condition.node];
}

function answersIn(node: ExprNode): readonly Answer[] {
  const output = outputIn(node);
  if (output !== undefined) return [{ ...output, form: 'text' }];
  if (node.kind !== 'operation') return children(node).flatMap(answersIn);
  const words = node.operands.flatMap((one) => (one.kind === 'literal' ? [one.value] : []));
  // Who compares with an empty text knows that there may be none.
  if (words.includes(''))
    return node.operands.filter((one) => outputIn(one) === undefined).flatMap(answersIn);
  const form = words.some((word) => word === 'true' || word === 'false') ? 'flag' : 'text';
  return node.operands.flatMap((one) => {
    const compared = outputIn(one);
    return compared === undefined ? answersIn(one) : [{ ...compared, form } as const];
  });
}

/** The job and the name in `needs.<job>.outputs.<name>`. */
function outputIn(node: ExprNode): Omit<Answer, 'form'> | undefined {
  const [output, outputs, job, context] = namesUpTo(node);
  return context === 'needs' && outputs === 'outputs' && job !== undefined && output !== undefined
    ? { job, output }
    : undefined;
}

/** `output`, `outputs`, `job`, `needs` of `needs.job.outputs.output`; empty for anything computed. */
function namesUpTo(node: ExprNode): readonly string[] {
  if (node.kind === 'context') return [node.name];
  if (node.kind !== 'property' || typeof node.key !== 'string') return [];
  const above = namesUpTo(node.of);
  return above.length === 0 ? [] : [node.key, ...above];
}
