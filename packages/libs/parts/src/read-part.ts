import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import * as z from 'zod/mini';
import { digestOf } from './canonical.ts';
import { checkEntries, type EntryRules } from './entries.ts';
import { DEFAULT_LIMITS, jsonLimits, type PartLimits } from './limits.ts';
import { PART_SCHEMA, type Part } from './part.ts';
import { partShape } from './part-schema.ts';
import { parseStrictJson } from './strict-json.ts';

/** Reads one part from hostile bytes. Throws `INVALID_JSON` or `INVALID_PART`; neither names the file. */
export function readPart(
  bytes: Uint8Array,
  limits: PartLimits = DEFAULT_LIMITS,
  rules: EntryRules = {},
): Part {
  return checkPart(parseStrictJson(bytes, jsonLimits(limits)), limits, rules);
}

/**
 * The part that a parsed value is, its entries normalised; its digest stays that of what was written.
 * Throws `INVALID_PART` with the mistakes in it.
 */
export function checkPart(value: unknown, limits: PartLimits, rules: EntryRules): Part {
  const schema = schemaOf(value);
  if (schema !== PART_SCHEMA) throw noPart(value, schema);
  const parsed = z.safeParse(partShape, value);
  if (!parsed.success) throw invalid(parsed.error.issues.flatMap((issue) => describe(issue, value)));
  const part = parsed.data as Part;
  const digest = digestOf(part);
  if (part.digest !== digest) {
    const found = `found the digest ${part.digest}, expected ${digest}`;
    throw invalid([`${found}: the part was changed after it was written`]);
  }
  if (part.kind === 'image') return part;
  if (part.entries.length > limits.entries) {
    throw invalid([`found ${part.entries.length} entries, expected at most ${limits.entries}`]);
  }
  const verdict = checkEntries(part, rules);
  if (verdict.kind === 'refused') throw invalid(verdict.mistakes);
  return { ...part, entries: verdict.entries };
}

/** The field `schema`, where `value` is an object that has one. */
export function schemaOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'schema')
    ? (value as { schema: unknown }).schema
    : undefined;
}

const SHOWN = 5;

function invalid(mistakes: readonly string[]): ActionError<'INVALID_PART'> {
  const more = mistakes.length > SHOWN ? `; and ${mistakes.length - SHOWN} more` : '';
  return new ActionError({ code: 'INVALID_PART', message: `${mistakes.slice(0, SHOWN).join('; ')}${more}` });
}

function noPart(value: unknown, schema: unknown): ActionError<'INVALID_PART'> {
  const found = schema === undefined ? `${shapeOf(value)} without schema` : `schema ${quote(schema)}`;
  return new ActionError({
    code: 'INVALID_PART',
    message: `found ${found}, expected a part with schema ${quote(PART_SCHEMA)}`,
    ...(schema !== undefined && { hint: 'Write and merge the parts with the same release of the actions.' }),
  });
}

function shapeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value !== 'object') return `a ${typeof value}`;
  return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
}

function describe(issue: z.core.$ZodIssue, value: unknown): string[] {
  const place = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((name) => `${place}found the unknown field ${quote(name)}`);
  }
  const found = issue.path.reduce<unknown>((inner, step) => Object(inner)[step], value);
  const wanted = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [`${place}found ${found === undefined ? 'nothing' : quote(found)}, expected ${wanted}`];
}
