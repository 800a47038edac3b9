import { access } from '../expression/contexts.ts';
import { Expr } from '../expression/expr.ts';
import { fromJSON, toJSON } from '../expression/functions.ts';
import { every, get } from '../expression/operators.ts';
import type { JobHandle, MatrixHandle } from './need.ts';
import type { MatrixSpec } from './spec.ts';

/** The handle of the job `id`. */
export function jobHandle<Output extends string>(id: string): JobHandle<Output> {
  const output = (name: Output) => access('string', 'needs', [id, 'outputs', name], output);
  return { id, result: resultOf(id), output };
}

/** The handle of the matrix `id`. */
export function matrixHandle(id: string, { over, key, outcome }: MatrixSpec): MatrixHandle {
  return {
    id,
    result: resultOf(id),
    expected: expectedKeys(over, key),
    policy: outcome.policy,
    partNames: 'manifest-part--*',
  };
}

/** `needs.<id>.result`. */
export function resultOf(id: string): Expr<'string', 'needs'> {
  return access('string', 'needs', [id, 'result']);
}

/** What `strategy.matrix` takes: an output that holds JSON is read first. */
export function legsOf<O extends MatrixSpec['over'] & Expr>(over: O): Expr<'json', O['uses'][number]> {
  return over.type === 'string' ? fromJSON(over) : new Expr('json', over.node);
}

/** An expected list that comes from the very value that makes the legs cannot differ from them. */
function expectedKeys(over: MatrixSpec['over'], key: string): MatrixHandle['expected'] {
  if (!(over instanceof Expr)) return JSON.stringify(over.map((leg) => String(leg[key])));
  return toJSON(get(every(get(legsOf(over), 'include')), key));
}
