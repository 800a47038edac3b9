import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import { Expr, nodesOf, type Operand, type UseOf } from './expr.ts';
import type { ExprNode } from './node.ts';

/**
 * Text with expressions in it: expr`v${github.run_number}` becomes `v${{ github.run_number }}`, and
 * `format('v{0}', github.run_number)` within another expression.
 */
export function expr<O extends readonly Operand[]>(
  texts: TemplateStringsArray,
  ...operands: O
): Expr<'string', UseOf<O[number]>> {
  if (!Array.isArray(texts?.raw)) mistaken(calledFrom(expr), 'Expected expr`…`, without parentheses.');
  const nodes = nodesOf(expr, operands);
  const parts = texts.flatMap((text, index) => [text, ...nodes.slice(index, index + 1)]);
  return new Expr('string', textNode(parts));
}

/** Text of `parts`: what is written out becomes text, and neighbouring texts one. */
export function textNode(parts: readonly (string | ExprNode)[]): ExprNode {
  const joined: (string | ExprNode)[] = [];
  for (const part of parts.flatMap(flatten)) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined.splice(-1, 1, last + part);
    else if (part !== '') joined.push(part);
  }
  const isPlain = joined.every((part) => typeof part === 'string');
  return isPlain ? { kind: 'literal', value: joined.join('') } : { kind: 'text', parts: joined };
}

function flatten(part: string | ExprNode): readonly (string | ExprNode)[] {
  if (typeof part === 'string') return [part];
  if (part.kind === 'text') return part.parts.flatMap(flatten);
  return part.kind === 'literal' ? [String(part.value ?? '')] : [part];
}
