import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import * as z from 'zod/mini';
import { digestOf } from '../json/canonical.ts';
import { parseStrictJson } from '../json/strict-json.ts';
import type { PartKind } from './kind.ts';
import { DEFAULT_LIMITS, jsonLimits, type PartLimits } from './limits.ts';
import { PART_SCHEMA, type Part, type PartFrame } from './part.ts';
import { frameShape } from './part-schema.ts';
import { shapeMistakes } from './shape-mistakes.ts';

/** A part whose envelope was checked, and what stands in it besides. */
export interface OpenedPart {
  readonly frame: PartFrame;
  /** The fields that are not of the envelope: the content, under a name that its kind chose. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/**
 * Reads one part of `kind` from hostile bytes. Throws `INVALID_JSON` or `INVALID_PART`; neither names the
 * file.
 */
export function readPart<Content, Rules>(
  bytes: Uint8Array,
  kind: PartKind<Content, unknown, Rules>,
  rules: Rules,
  limits: PartLimits = DEFAULT_LIMITS,
): Part<Content> {
  return readContent(openPart(parseStrictJson(bytes, jsonLimits(limits))), kind, rules, limits);
}

/** The envelope that a parsed value is, whatever kind of part is in it. Throws `INVALID_PART`. */
export function openPart(value: unknown): OpenedPart {
  const schema = schemaOf(value);
  if (schema !== PART_SCHEMA || typeof value !== 'object' || value === null) throw noPart(value, schema);
  const fields = Object.entries(value);
  const isOfFrame = ([name]: readonly [string, unknown]) => Object.hasOwn(frameShape.shape, name);
  const rest = Object.fromEntries(fields.filter((field) => !isOfFrame(field)));
  const parsed = z.safeParse(frameShape, Object.fromEntries(fields.filter(isOfFrame)));
  if (!parsed.success) throw invalid(shapeMistakes(parsed.error, value));
  const digest = digestOf(value);
  if (parsed.data.digest !== digest) {
    const found = `found the digest ${parsed.data.digest}, expected ${digest}`;
    throw invalid([`${found}: the part was changed after it was written`]);
  }
  const { target = null, ...others } = parsed.data;
  return { frame: { ...others, target }, rest };
}

/**
 * The part with its content, normalised; its digest stays that of what was written. Throws `INVALID_PART`
 * with the mistakes in it.
 */
export function readContent<Content, Rules>(
  { frame, rest }: OpenedPart,
  kind: PartKind<Content, unknown, Rules>,
  rules: Rules,
  limits: PartLimits,
): Part<Content> {
  if (frame.kind !== kind.name) {
    throw invalid([`kind: found ${quote(frame.kind)}, expected ${quote(kind.name)}`]);
  }
  const { [kind.field]: value, ...unknown } = rest;
  const names = Object.keys(unknown).slice(0, 20);
  if (names.length > 0) throw invalid(names.map((name) => `found the unknown field ${quote(name)}`));
  if (Array.isArray(value) && value.length > limits.entries) {
    throw invalid([`found ${value.length} ${kind.field}, expected at most ${limits.entries}`]);
  }
  const verdict = kind.read(value, frame, rules);
  if (verdict.kind === 'refused') throw invalid(verdict.mistakes);
  return { ...frame, content: verdict.content };
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
