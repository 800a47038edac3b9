import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { Expr } from '../expression/expr.ts';
import { renderValue } from '../expression/render.ts';
import type { Value, Values } from '../model/value.ts';

/** A node of the YAML to come. */
export type Node = Scalar | YAMLMap | YAMLSeq;

/** What is printed around an entry of a mapping. */
export interface Remarks {
  /** Comment lines above. */
  readonly above?: readonly string[];
  /** An empty line above. */
  readonly space?: boolean;
}

/** One entry of a mapping; without a node it is left out. */
export type Entry = readonly [key: string, node: Node | undefined, remarks?: Remarks];

/** A mapping of `entries`, in their order. */
export function mapping(entries: readonly Entry[]): YAMLMap {
  const map = new YAMLMap();
  for (const [name, node, remarks = {}] of entries) {
    if (node === undefined) continue;
    const key = plain(name);
    if (remarks.above !== undefined && remarks.above.length > 0) key.commentBefore = comment(remarks.above);
    if (remarks.space === true) key.spaceBefore = true;
    map.items.push(new Pair(key, node));
  }
  return map;
}

/** {@link mapping}, or nothing where there is no entry. */
export function mappingIfAny(entries: readonly Entry[]): YAMLMap | undefined {
  return entries.some(([, node]) => node !== undefined) ? mapping(entries) : undefined;
}

/** A list of `nodes`. */
export function sequence(nodes: readonly Node[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items.push(...nodes);
  return list;
}

/** A value as it stands in a workflow. */
export function scalar(value: Value | undefined, beside?: string): Scalar | undefined {
  if (value === undefined) return undefined;
  const node = plain(value instanceof Expr ? renderValue(value.node) : value);
  if (beside !== undefined) node.comment = comment([beside]);
  return node;
}

/**
 * What does not stand in YAML as it is. Parsers of YAML 1.1 take U+0085, U+2028 and U+2029 for the end of a
 * line, so a value, or a comment, would end there and go on as something else.
 */
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu;

function plain(value: string | number | boolean): Scalar {
  const node = new Scalar(value);
  if (typeof value === 'string' && value.search(HIDDEN) >= 0) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

function escapeHidden(text: string): string {
  return text.replace(HIDDEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A list of texts; nothing where there is none. */
export function texts(values: readonly (string | undefined)[] | undefined): YAMLSeq | undefined {
  return values && sequence(values.flatMap((value) => scalar(value) ?? []));
}

/** `values` by name, in the order of their names; nothing where there is none. */
export function named(values: Values): YAMLMap | undefined {
  const names = Object.keys(values).sort();
  return mappingIfAny(names.map((name): Entry => [name, scalar(values[name])]));
}

/** Comment lines as they stand in YAML: no line end of their own, and something on each. */
export function comment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split(/\r?\n/))
    .map((line) => ` ${escapeHidden(line)}`.trimEnd())
    .join('\n');
}

/**
 * The text of `root`. A string that YAML 1.1 or 1.2 would take for something else is quoted (`on`,
 * `1.10`, `0o7`, `1:20`), lines are never folded, and texts of several lines are literal blocks. Only what
 * is quoted or a comment is left to hold hidden characters, so that they can be escaped in the whole text.
 */
export function print(root: YAMLMap): string {
  const document = new Document(undefined, {
    version: '1.2',
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
  });
  document.contents = root;
  const layout = { lineWidth: 0, blockQuote: 'literal', doubleQuotedMinMultiLineLength: Infinity } as const;
  return escapeHidden(document.toString(layout));
}
