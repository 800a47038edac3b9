import type { Expr } from '@gatehouse/workflow-kit';
import type { inputs } from './inputs.ts';
import type { Build } from './secrets.ts';

/** Hands inputs on to an action under the same names. */
export function handOn(
  build: Build,
  names: readonly string[],
): Readonly<Record<string, Expr<'string' | 'number' | 'boolean', 'inputs'>>> {
  return Object.fromEntries(names.map((name) => [name, build.input(name as keyof typeof inputs)]));
}
