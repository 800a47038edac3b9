import type { IndexPolicy } from '../src/index.ts';

/** The strictest policy, with `changes`. */
export function policy(changes: Partial<IndexPolicy> = {}): IndexPolicy {
  return { missing: 'require-current', tag: 'exact', existing: 'equal', annotations: [], ...changes };
}
