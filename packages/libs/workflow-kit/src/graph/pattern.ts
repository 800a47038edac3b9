import type { ExprNode } from '../expression/node.ts';

/** Stands for any text, the empty one included. */
export const ANY: unique symbol = Symbol('any text');

/** The texts that a value can be: what is known of them, and what is not. */
export type Pattern = readonly (string | typeof ANY)[];

/** `pattern` with a `*` for what is not known. */
export function showPattern(pattern: Pattern): string {
  return pattern.map((part) => (part === ANY ? '*' : part)).join('');
}

/** What is known of a run before it starts. */
export interface Known {
  /** `github.workflow`: the name of the workflow that was started; `undefined` where anybody may call it. */
  readonly workflowName: string | undefined;
}

/** Beyond this many, a text is any text. */
const MOST_PATTERNS = 64;

/**
 * The texts that `node` can give. `a || b` and `case` give one for each outcome; what is not known
 * before the run is {@link ANY}.
 */
export function patternsOf(node: ExprNode, known: Known): readonly Pattern[] {
  switch (node.kind) {
    case 'literal':
      return [[String(node.value ?? '')]];
    case 'text':
      return joined(
        node.parts.map((part) => (typeof part === 'string' ? [[part]] : patternsOf(part, known))),
      );
    case 'operation':
      return node.operator === '||' ? firstThatCounts(node.operands, known) : [[ANY]];
    case 'call':
      return patternsOfCall(node.name, node.args, known);
    case 'property':
      return [propertyPattern(node, known)];
    default:
      return [[ANY]];
  }
}

/** `'' || b` is `b`, `'a' || b` is `'a'`, and of what is not known both can be. */
function firstThatCounts(operands: readonly ExprNode[], known: Known): readonly Pattern[] {
  const found: Pattern[] = [];
  for (const operand of operands) {
    const isLiteral = operand.kind === 'literal';
    if (!isLiteral || operand.value || operand === operands.at(-1)) found.push(...patternsOf(operand, known));
    if (isLiteral && operand.value) break;
  }
  return found;
}

function patternsOfCall(name: string, args: readonly ExprNode[], known: Known): readonly Pattern[] {
  const [first, ...values] = args;
  if (name === 'case') {
    const outcomes = args.filter((_, index) => index % 2 === 1 || index === args.length - 1);
    return outcomes.flatMap((outcome) => patternsOf(outcome, known));
  }
  if (name !== 'format' || first?.kind !== 'literal') return [[ANY]];
  const pieces = String(first.value).split(/(?<!\{)\{(\d+)\}(?!\})/);
  return joined(
    pieces.map((piece, index) => {
      const value = index % 2 === 1 ? values[Number(piece)] : undefined;
      return value === undefined
        ? [[piece.replace(/\{\{|\}\}/g, (two) => two[0] ?? '')]]
        : patternsOf(value, known);
    }),
  );
}

function propertyPattern(node: ExprNode & { kind: 'property' }, { workflowName }: Known): Pattern {
  if (node.of.kind !== 'context' || node.of.name !== 'github') return [ANY];
  if (node.key === 'ref') return ['refs/', ANY];
  return node.key === 'workflow' && workflowName !== undefined ? [workflowName] : [ANY];
}

/** The texts of several pieces, one behind the other. */
function joined(pieces: readonly (readonly Pattern[])[]): readonly Pattern[] {
  const all = pieces.reduce<readonly Pattern[]>(
    (heads, tails) =>
      heads.flatMap((head) => tails.map((tail) => [...head, ...tail])).slice(0, MOST_PATTERNS + 1),
    [[]],
  );
  return all.length > MOST_PATTERNS ? [[ANY]] : all;
}

/** Whether some text fits both patterns. GitHub compares the names of groups without regard to case. */
export function canMeet(one: Pattern, other: Pattern): boolean {
  const left = lettersOf(one);
  const right = lettersOf(other);
  // One row of a table: whether what is left of `left` fits what is left of `right`, from their ends.
  let below: readonly boolean[] = [];
  for (let i = left.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = right.length; j >= 0; j--) {
      const [a, b] = [left[i], right[j]];
      const skipsLeft = a === ANY && (below[j] === true || (j < right.length && row[j + 1] === true));
      const skipsRight = b === ANY && (row[j + 1] === true || (i < left.length && below[j] === true));
      const isSame = a !== undefined && a === b && below[j + 1] === true;
      row[j] = (a === undefined && b === undefined) || skipsLeft || skipsRight || isSame;
    }
    below = row;
  }
  return below[0] === true;
}

function lettersOf(pattern: Pattern): Pattern {
  return pattern.flatMap((part): Pattern => (part === ANY ? [part] : [...part.toLowerCase()]));
}
