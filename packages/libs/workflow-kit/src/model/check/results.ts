import { children, type ExprNode, referencesIn } from '../../expression/node.ts';
import { renderExpression } from '../../expression/render.ts';
import { suggestion } from '../../source/suggestion.ts';
import { RESULTS } from '../job.ts';

/** What is wrong with results that `node` compares: with a text that no result is, they are never equal. */
export function resultMessages(node: ExprNode): readonly string[] {
  const below = children(node).flatMap(resultMessages);
  if (node.kind !== 'operation' || (node.operator !== '==' && node.operator !== '!=')) return below;
  const result = node.operands.find(isResult);
  const literal = node.operands.find((operand) => operand.kind === 'literal');
  if (result === undefined || literal === undefined) return below;
  const text = String(literal.value);
  if (RESULTS.some((one) => one === text.toLowerCase())) return below;
  return [...below, `compares ${renderExpression(result)} with "${text}".${suggestion(text, RESULTS)}`];
}

function isResult(node: ExprNode): boolean {
  if (node.kind !== 'property') return false;
  const [found] = referencesIn(node);
  const [, what, ...behind] = found?.path ?? [];
  if (behind.length > 0) return false;
  if (found?.context === 'steps') return what === 'outcome' || what === 'conclusion';
  return (found?.context === 'needs' || found?.context === 'jobs') && what === 'result';
}
