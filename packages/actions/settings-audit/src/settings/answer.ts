import * as z from 'zod/mini';
import { ADDRESSABLE } from '../addressable.ts';

/** What became of an answer of GitHub's. */
export type Reading<T> =
  | {
      readonly kind: 'read';
      readonly value: T;
      /** Fields that no schema names, by their paths: `protection_rules[].new_field`. */
      readonly unread: readonly string[];
    }
  /** It is something else than GitHub documents. */
  | { readonly kind: 'unexpected'; readonly at: string };

/**
 * Reads an answer by a schema of strict objects, which name every field that the audit reads or may pass
 * over. Other fields may change what the read ones mean, so they are kept for the report; refusing them would
 * turn every addition of GitHub's into a failed release.
 */
export function readAnswer<T>(schema: z.ZodMiniType<T>, answer: unknown): Reading<T> {
  const first = z.safeParse(schema, answer);
  if (first.success) return { kind: 'read', value: first.data, unread: [] };
  const known = structuredClone(answer);
  const unread = first.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? takeOut(known, issue.path, issue.keys) : [],
  );
  const second = z.safeParse(schema, known);
  if (second.success) return { kind: 'read', value: second.data, unread: [...new Set(unread)].sort() };
  return { kind: 'unexpected', at: second.error.issues[0]?.path.join('.') || 'the answer' };
}

/** Deletes `keys` at `path` of `root`; gives their paths. */
function takeOut(root: unknown, path: readonly PropertyKey[], keys: readonly string[]): readonly string[] {
  const owner = path.reduce<unknown>((value, key) => Object(value)[key], root);
  for (const key of keys) delete Object(owner)[key];
  const place = path.map((key) => (typeof key === 'number' ? '[]' : `.${String(key)}`)).join('');
  return keys.map((key) => `${place}.${key}`.replace(/^\./, ''));
}

/** Fields that say nothing about a setting: ids, addresses, dates. */
export const idle = <const Name extends string>(...names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, z.optional(z.unknown())])) as Record<
    Name,
    z.ZodMiniOptional<z.ZodMiniUnknown>
  >;

/** Of the items of a list nothing but their names is wanted: each is read, or named, by it. */
export const names = z.pipe(
  z.array(z.looseObject({ name: z.string().check(z.regex(ADDRESSABLE)) })),
  z.transform((list) => list.map(({ name }) => name)),
);
