import * as z from 'zod/mini';
import { isKey, isTarget, KEY_FORM, TARGET_FORM } from './key.ts';
import { PART_SCHEMA } from './part.ts';

const REVISION = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Text of at most `most` characters without control characters; each message completes "expected …". */
const text = (most: number, wanted: string) =>
  z.string({ error: wanted }).check(z.maxLength(most, wanted), z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, wanted));

const form = (pattern: RegExp, wanted: string) => z.string({ error: wanted }).check(z.regex(pattern, wanted));

const wholeNumber = (wanted: string) => z.int({ error: wanted }).check(z.positive(wanted));

const key = z.string({ error: KEY_FORM }).check(z.refine(isKey, KEY_FORM));

const legName = form(/^[A-Za-z_][\w-]{0,99}$/, 'the name of a matrix value');
const LEG_VALUE = 'a text of at most 1000 characters, a number, true or false';
const leg = z
  .record(legName, z.union([text(1000, LEG_VALUE), z.number(), z.boolean()], { error: LEG_VALUE }), {
    error: 'the values of a matrix leg, none of them a list or an object',
  })
  .check(z.refine((found) => Object.keys(found).length <= 64, 'at most 64 matrix values'));

const run = z.strictObject(
  {
    repository: form(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'owner/name'),
    run_id: wholeNumber('the number of a workflow run'),
    run_attempt: wholeNumber('the number of an attempt, from 1'),
    sha: form(REVISION, 'a full commit id'),
    workflow_ref: text(1000, 'a text of at most 1000 characters'),
    job: text(200, 'a text of at most 200 characters'),
  },
  { error: 'the record of a workflow run' },
);

const excluded = z
  .array(
    z.strictObject(
      { name: text(1000, 'the name of a file'), reason: text(200, 'a text of at most 200 characters') },
      { error: 'a name and a reason' },
    ),
    { error: 'the list of the files that were left out' },
  )
  .check(z.maxLength(2000, 'at most 2000 files that were left out'));

const schema = z.literal(PART_SCHEMA, { error: `"${PART_SCHEMA}"` });
const digest = form(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits');
const kind = form(/^[a-z][a-z0-9-]{0,31}$/, 'the name of a kind');
const target = z.optional(z.string({ error: TARGET_FORM }).check(z.refine(isTarget, TARGET_FORM)));

/** The shape of a part without its content, which its kind reads. */
export const frameShape = z.strictObject({ schema, kind, key, target, leg, run, excluded, digest });
