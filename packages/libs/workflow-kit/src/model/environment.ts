import { Expr } from '../expression/expr.ts';
import type { Environment } from './job.ts';
import type { EnvironmentSpec } from './spec.ts';

/** An environment, whichever way it was written. */
export function environmentOf(spec: EnvironmentSpec | undefined): Environment | undefined {
  if (spec === undefined) return undefined;
  if (typeof spec === 'string' || spec instanceof Expr)
    return { name: spec, url: undefined, deployment: undefined };
  return { name: spec.name, url: spec.url, deployment: spec.deployment };
}
