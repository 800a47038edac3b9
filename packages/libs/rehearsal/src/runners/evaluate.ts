import { data, Evaluator, ExpressionError, Lexer, Parser } from '@actions/expressions';
import { messageOf } from '@gatehouse/action-kit';

/** The contexts that are known before a job begins, by their names; any other one is known `later`. */
export interface Contexts {
  readonly github?: Readonly<Record<string, unknown>>;
  readonly needs?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly vars: Readonly<Record<string, unknown>>;
  /** Of one leg; empty where there is no matrix. */
  readonly matrix: Readonly<Record<string, unknown>>;
}

/** What a value with expressions is: `later` where it needs what only the run knows, such as `needs`. */
export type Evaluated =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'later'; readonly expression: string }
  | { readonly kind: 'error'; readonly message: string };

const EXPRESSION = /\$\{\{((?:[^'}]|'[^']*'|\}(?!\}))*)\}\}/g;

/**
 * A value of a workflow file with its expressions evaluated by GitHub's own parser and evaluator. A text
 * that is one expression becomes what that gives; lists and maps are evaluated member by member.
 */
export function evaluate(value: unknown, contexts: Contexts): Evaluated {
  if (typeof value === 'string') return evaluateText(value, contexts);
  if (Array.isArray(value)) return gather(value.map((item) => evaluate(item, contexts)));
  if (typeof value !== 'object' || value === null) return { kind: 'value', value };
  const keys = Object.keys(value);
  const members = gather(Object.values(value).map((item) => evaluate(item, contexts)));
  if (members.kind !== 'value') return members;
  const values = members.value;
  return { kind: 'value', value: Object.fromEntries(keys.map((key, at) => [key, values[at]])) };
}

function gather(
  members: readonly Evaluated[],
): Exclude<Evaluated, { kind: 'value' }> | { readonly kind: 'value'; readonly value: readonly unknown[] } {
  const values: unknown[] = [];
  for (const member of members) {
    if (member.kind !== 'value') return member;
    values.push(member.value);
  }
  return { kind: 'value', value: values };
}

function evaluateText(text: string, contexts: Contexts): Evaluated {
  const found = [...text.matchAll(EXPRESSION)];
  const [only] = found;
  if (only === undefined) return { kind: 'value', value: text };
  if (found.length === 1 && only[0] === text.trim()) return evaluateExpression(only[1] ?? '', contexts);
  let result = '';
  let at = 0;
  for (const match of found) {
    const one = evaluateExpression(match[1] ?? '', contexts);
    if (one.kind !== 'value') return one;
    result += text.slice(at, match.index) + String(one.value ?? '');
    at = match.index + match[0].length;
  }
  return { kind: 'value', value: result + text.slice(at) };
}

function evaluateExpression(source: string, contexts: Contexts): Evaluated {
  const expression = source.trim();
  try {
    const tree = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), []).parse();
    const known = JSON.parse(JSON.stringify(contexts), data.reviver);
    return { kind: 'value', value: plain(new Evaluator(tree, known).evaluate()) };
  } catch (thrown) {
    const isLater =
      thrown instanceof ExpressionError && /^Unrecognized (named-value|function)/.test(thrown.message);
    return isLater ? { kind: 'later', expression } : { kind: 'error', message: messageOf(thrown) };
  }
}

function plain(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer));
}
