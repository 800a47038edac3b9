import type { Expr } from '@gatehouse/workflow-kit';
import type { inputs } from './inputs.ts';
import type { Build } from './secrets.ts';

/** Hands inputs on to an action under the same names. */
export function handOn<N extends keyof typeof inputs>(
  build: Build,
  names: readonly N[],
): { readonly [K in N]: Expr<(typeof inputs)[K]['type'], 'inputs'> } {
  const handed = Object.fromEntries(names.map((name) => [name, build.input(name)]));
  return handed as ReturnType<typeof handOn<N>>;
}
