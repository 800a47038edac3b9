import type { ExprNode, Literal, Operator } from './node.ts';

/** How tight an operator binds; GitHub's parser: `||` < `&&` < `== !=` < `< <= > >=` < `!`. */
const BINDING: Readonly<Record<Operator, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
};
const NOT = 5;
const TIGHTEST = 6;

/** The bare text of an expression, as it stands in `if:` or between `${{` and `}}`. */
export function renderExpression(node: ExprNode): string {
  switch (node.kind) {
    case 'literal':
      return renderLiteral(node.value);
    case 'context':
      return node.name;
    case 'property':
      return `${within(node.of, TIGHTEST)}${renderKey(node.key)}`;
    case 'every':
      return `${within(node.of, TIGHTEST)}.*`;
    case 'call':
      return renderCall(node.name, node.args);
    case 'not':
      return `!${within(node.operand, NOT)}`;
    case 'operation':
      return renderOperation(node.operator, node.operands);
    case 'text':
      return renderText(node.parts);
    default:
      return node satisfies never;
  }
}

/**
 * The text of a value: text stays text and each expression in it stands between `${{` and `}}`. A
 * text that happens to hold `${{` is written as a literal, so that nothing evaluates it.
 */
export function renderValue(node: ExprNode): string {
  if (node.kind === 'literal' && typeof node.value === 'string') return renderPlain(node.value);
  if (node.kind !== 'text') return `\${{ ${renderExpression(node)} }}`;
  return node.parts
    .map((part) => (typeof part === 'string' ? renderPlain(part) : renderValue(part)))
    .join('');
}

function renderPlain(text: string): string {
  return text.includes('${{') ? `\${{ ${renderLiteral(text)} }}` : text;
}

/** https://docs.github.com/actions/reference/workflows-and-actions/expressions#literals */
function renderLiteral(value: Literal): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function renderKey(key: string | ExprNode): string {
  if (typeof key !== 'string') return `[${renderExpression(key)}]`;
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? `.${key}` : `[${renderLiteral(key)}]`;
}

function renderCall(name: string, args: readonly ExprNode[]): string {
  return `${name}(${args.map(renderExpression).join(', ')})`;
}

/** `&&` and `||` chain; a comparison within a comparison is put in parentheses, whatever its side. */
function renderOperation(operator: Operator, operands: readonly ExprNode[]): string {
  const chains = operator === '&&' || operator === '||';
  const binding = BINDING[operator] + (chains ? 0 : 1);
  return operands.map((operand) => within(operand, binding)).join(` ${operator} `);
}

/** Text inside an expression is what GitHub makes of it anyway: a call of `format`. */
function renderText(parts: readonly (string | ExprNode)[]): string {
  const args: ExprNode[] = [];
  const pattern = parts.map((part) => {
    if (typeof part === 'string') return part.replace(/[{}]/g, '$&$&');
    return `{${args.push(part) - 1}}`;
  });
  if (args.length === 0) return renderLiteral(parts.join(''));
  return renderCall('format', [{ kind: 'literal', value: pattern.join('') }, ...args]);
}

/** `node` as an operand of something that binds as tight as `least`. */
function within(node: ExprNode, least: number): string {
  const text = renderExpression(node);
  return bindingOf(node) < least ? `(${text})` : text;
}

function bindingOf(node: ExprNode): number {
  if (node.kind === 'operation') return BINDING[node.operator];
  return node.kind === 'not' ? NOT : TIGHTEST;
}
