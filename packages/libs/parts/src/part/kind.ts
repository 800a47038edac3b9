import type { Conflict } from '../combine/conflict.ts';
import type { PartHead } from './head.ts';

/** One thing that a part reports, under the key by which parts are compared. */
export interface KeyedItem<Item> {
  readonly key: string;
  readonly item: Item;
}

/** An item and the file of the part that reports it. */
export interface FoundItem<Item> extends KeyedItem<Item> {
  readonly source: string;
}

/** The content of a part as it counts, or everything that speaks against it. */
export type ContentVerdict<Content> =
  | { readonly kind: 'ok'; readonly content: Content }
  | { readonly kind: 'refused'; readonly mistakes: readonly string[] };

/**
 * What is inside a part. The envelope, its transport and what is true of every part are this library's; a
 * kind is defined once, next to its users, and a definition that lacks a schema, an equality or a rendering
 * does not compile.
 */
export interface PartKind<Content, Item, Rules> {
  /** The field `kind` of the part: lower-case words joined by `-`. */
  readonly name: string;
  /** The field of the part that holds the content. */
  readonly field: string;
  /** The schema: reads hostile JSON, normalises it, and finds every mistake in it. */
  read(value: unknown, head: PartHead, rules: Rules): ContentVerdict<Content>;
  /** What the content reports, each item under its key, in an order that the content's does not change. */
  items(content: Content): readonly KeyedItem<Item>[];
  /** The equality: names the fields in which two items of one key differ; none when they are equal. */
  differences(one: Item, other: Item): readonly string[];
  /** What is wrong among items of different keys, such as one file under two names. */
  conflicts(items: readonly FoundItem<Item>[]): readonly Conflict[];
  /** The keys that a part with this content covers, to be held against what the plan expects. */
  covers(head: PartHead, content: Content): readonly string[];
  /** The rendering: one line of a log or a summary for each item. */
  render(content: Content): readonly string[];
}
