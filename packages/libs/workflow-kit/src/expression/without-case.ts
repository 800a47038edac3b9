import { type ExprNode, replaceNodes } from './node.ts';

/**
 * `node` for those who do not know `case` yet: GitHub Enterprise Server, and act. JSON always counts
 * as true, so unlike `condition && value || otherwise` this is right for every value.
 */
export function withoutCase(node: ExprNode): ExprNode {
  return replaceNodes(node, (found) => {
    if (found.kind !== 'call' || found.name !== 'case') return undefined;
    const [condition, value, otherwise] = found.args.map(withoutCase);
    if (condition === undefined || value === undefined || otherwise === undefined) return undefined;
    const chosen: ExprNode = { kind: 'operation', operator: '&&', operands: [condition, json(value)] };
    return call('fromJSON', { kind: 'operation', operator: '||', operands: [chosen, json(otherwise)] });
  });
}

function json(node: ExprNode): ExprNode {
  return node.kind === 'literal'
    ? { kind: 'literal', value: JSON.stringify(node.value) }
    : call('toJSON', node);
}

function call(name: string, argument: ExprNode): ExprNode {
  return { kind: 'call', name, args: [argument] };
}
