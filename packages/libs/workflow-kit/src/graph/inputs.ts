import { nodeOf } from '../expression/expr.ts';
import { type ExprNode, replaceNodes } from '../expression/node.ts';
import type { Value } from '../model/value.ts';
import type { Hop } from './calls.ts';

/**
 * `node` of a called workflow in the words of the outermost one: each of its inputs is replaced by
 * what the calls in `through` hand over for it, else by its default. Values of other contexts that
 * differ from workflow to workflow (`needs`, `matrix`) stay as they are and name nothing any more.
 */
export function putInputs(node: ExprNode, through: readonly Hop[]): ExprNode {
  const hop = through.at(-1);
  if (hop === undefined) return node;
  const given = replaceNodes(node, (found) => {
    const name = inputName(found);
    return name === undefined ? undefined : nodeOf(givenFor(name, hop));
  });
  return putInputs(given, through.slice(0, -1));
}

/** What a called workflow gets for its input `name`. */
function givenFor(name: string, { job, callee }: Hop): Value {
  const input = callee.call?.inputs[name];
  return (
    job.with[name] ?? input?.default ?? { boolean: false, number: 0, string: '' }[input?.type ?? 'string']
  );
}

function inputName(node: ExprNode): string | undefined {
  const isInput = node.kind === 'property' && node.of.kind === 'context' && node.of.name === 'inputs';
  return isInput && typeof node.key === 'string' ? node.key : undefined;
}
