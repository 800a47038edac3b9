import type { ExprNode, Literal } from './node.ts';
import { textNode } from './text.ts';

/**
 * `node` with everything worked out that no run can change: once an input has a fixed value, what asks
 * for it is decided. Only what cannot be misread is touched: operators and `case` over literals of one
 * type, and text.
 */
export function fold(node: ExprNode): ExprNode {
  switch (node.kind) {
    case 'operation':
      return foldOperation(node.operator, node.operands.map(fold));
    case 'not':
      return foldNot(fold(node.operand));
    case 'call':
      return foldCall(node.name, node.args.map(fold));
    case 'text':
      return textNode(node.parts.map((part) => (typeof part === 'string' ? part : fold(part))));
    case 'property':
      return { ...node, of: fold(node.of), key: typeof node.key === 'string' ? node.key : fold(node.key) };
    case 'every':
      return { ...node, of: fold(node.of) };
    case 'literal':
    case 'context':
      return node;
    default:
      return node satisfies never;
  }
}

type Operation = Extract<ExprNode, { kind: 'operation' }>;

function foldOperation(operator: Operation['operator'], operands: readonly ExprNode[]): ExprNode {
  if (operator === '&&' || operator === '||') return foldChain(operator, operands);
  const [one, other] = operands;
  if (one?.kind !== 'literal' || other?.kind !== 'literal') return { kind: 'operation', operator, operands };
  const same = equal(one.value, other.value);
  if (same === undefined || (operator !== '==' && operator !== '!='))
    return { kind: 'operation', operator, operands };
  return literal(operator === '==' ? same : !same);
}

/** The chain without the operands that are known not to decide it, up to the first that is known to. */
function foldChain(operator: '&&' | '||', operands: readonly ExprNode[]): ExprNode {
  const left: ExprNode[] = [];
  for (const [index, operand] of operands.entries()) {
    if (operand.kind !== 'literal') {
      left.push(operand);
      continue;
    }
    const decides = isTrue(operand.value) === (operator === '||');
    const isLast = index === operands.length - 1;
    // `a && true` is `a` only where that is true or false itself.
    const says = decides || (isLast && !(isFlag(left.at(-1)) && typeof operand.value === 'boolean'));
    if (says) left.push(operand);
    if (decides) break;
  }
  const [only, ...others] = left;
  return only !== undefined && others.length === 0 ? only : { kind: 'operation', operator, operands: left };
}

const FLAGS: ReadonlySet<string> = new Set([
  'always',
  'cancelled',
  'contains',
  'endsWith',
  'failure',
  'startsWith',
  'success',
]);

/** Whether `node` is known to give `true` or `false`. */
function isFlag(node: ExprNode | undefined): boolean {
  if (node?.kind === 'operation') return node.operator !== '&&' && node.operator !== '||';
  return node?.kind === 'not' || (node?.kind === 'call' && FLAGS.has(node.name));
}

function foldNot(operand: ExprNode): ExprNode {
  return operand.kind === 'literal' ? literal(!isTrue(operand.value)) : { kind: 'not', operand };
}

function foldCall(name: string, args: readonly ExprNode[]): ExprNode {
  const [condition, value, otherwise] = args;
  if (name !== 'case' || args.length !== 3 || !condition || !value || !otherwise)
    return { kind: 'call', name, args };
  if (condition.kind === 'literal' && typeof condition.value === 'boolean')
    return condition.value ? value : otherwise;
  const isSame = value.kind === 'literal' && otherwise.kind === 'literal' && value.value === otherwise.value;
  return isSame ? value : { kind: 'call', name, args };
}

const literal = (value: boolean): ExprNode => ({ kind: 'literal', value });

/** https://docs.github.com/actions/reference/workflows-and-actions/expressions#operators */
function isTrue(value: Literal): boolean {
  return Boolean(value);
}

/** Whether GitHub finds two literals equal; `undefined` for those of different types, which it converts. */
function equal(one: Literal, other: Literal): boolean | undefined {
  if (typeof one !== typeof other) return undefined;
  if (typeof one !== 'string' || typeof other !== 'string') return one === other;
  const isAscii = /^[\x20-\x7e]*$/.test(one + other);
  return isAscii ? one.toLowerCase() === other.toLowerCase() : undefined;
}
