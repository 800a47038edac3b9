import type { ContextName, Use } from './position.ts';

/** The structure of an expression. */
export type ExprNode =
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'context'; readonly name: ContextName }
  /** `of.key`, `of[key]`, or `of.*` for every element. */
  | { readonly kind: 'property'; readonly of: ExprNode; readonly key: string | ExprNode }
  | { readonly kind: 'every'; readonly of: ExprNode }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly ExprNode[] }
  | { readonly kind: 'not'; readonly operand: ExprNode }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly operands: readonly ExprNode[] }
  /** Text with expressions in it: `v${{ inputs.version }}`. */
  | { readonly kind: 'text'; readonly parts: readonly (string | ExprNode)[] };

/** A value as it can be written into an expression. */
export type Literal = string | number | boolean | null;

/** The operators between two or more operands. */
export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** The nodes right below `node`. */
export function children(node: ExprNode): readonly ExprNode[] {
  switch (node.kind) {
    case 'literal':
    case 'context':
      return [];
    case 'property':
      return typeof node.key === 'string' ? [node.of] : [node.of, node.key];
    case 'every':
      return [node.of];
    case 'call':
      return node.args;
    case 'not':
      return [node.operand];
    case 'operation':
      return node.operands;
    case 'text':
      return node.parts.filter((part) => typeof part !== 'string');
    default:
      return node satisfies never;
  }
}

/** `node` with `replace` applied from the top; where it gives nothing, to the nodes below. */
export function replaceNodes(node: ExprNode, replace: (node: ExprNode) => ExprNode | undefined): ExprNode {
  const again = (below: ExprNode) => replaceNodes(below, replace);
  const replaced = replace(node);
  if (replaced !== undefined) return replaced;
  switch (node.kind) {
    case 'literal':
    case 'context':
      return node;
    case 'property':
      return { ...node, of: again(node.of), key: typeof node.key === 'string' ? node.key : again(node.key) };
    case 'every':
      return { ...node, of: again(node.of) };
    case 'call':
      return { ...node, args: node.args.map(again) };
    case 'not':
      return { ...node, operand: again(node.operand) };
    case 'operation':
      return { ...node, operands: node.operands.map(again) };
    case 'text':
      return { ...node, parts: node.parts.map((part) => (typeof part === 'string' ? part : again(part))) };
    default:
      return node satisfies never;
  }
}

/** A place in a context that an expression reads, such as `needs`, [`plan`, `outputs`, `matrix`]. */
export interface Reference {
  readonly context: ContextName;
  /** The names behind the context, up to the first that is computed; empty for the whole context. */
  readonly path: readonly string[];
}

/** Everything that `node` reads from contexts; `path` stands behind `node`. */
export function referencesIn(node: ExprNode, path: readonly string[] = []): readonly Reference[] {
  switch (node.kind) {
    case 'context':
      return [{ context: node.name, path }];
    case 'property':
      if (typeof node.key === 'string') return referencesIn(node.of, [node.key, ...path]);
      return [...referencesIn(node.of), ...referencesIn(node.key)];
    default:
      return children(node).flatMap((below) => referencesIn(below));
  }
}

const POSITIONED: ReadonlySet<string> = new Set(['always', 'cancelled', 'failure', 'hashFiles', 'success']);

/** What `node` makes use of, sorted, each once. */
export function usesOf(node: ExprNode): readonly Use[] {
  const found = new Set<Use>();
  const visit = (at: ExprNode): void => {
    if (at.kind === 'context') found.add(at.name);
    if (at.kind === 'call' && POSITIONED.has(at.name)) found.add(`${at.name}()` as Use);
    for (const below of children(at)) visit(below);
  };
  visit(node);
  return [...found].sort();
}
