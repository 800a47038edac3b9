import { type EvidenceOf, evidenceDocument, field, run, time } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const version = z.strictObject({
  text: field('`1.2.3` or `1.2.3-rc.1`.', z.string()),
  // Texts: JSON's numbers may not have more than 53 bits.
  major: z.string(),
  minor: z.string(),
  patch: z.string(),
  prerelease: field('Empty for a release without one.', z.string()),
  python: field('As PEP 440 writes it; null where it cannot.', z.nullable(z.string())),
});

const place = { file: z.string(), place: z.string(), line: z.nullable(z.int()) };

const compared = z.strictObject({
  ...place,
  verdict: z.enum(['equal', 'differs']),
  found: z.string(),
  expected: z.string(),
  why: z.null(),
});

const leftOut = z.strictObject({
  ...place,
  verdict: z.literal('left-out'),
  found: z.nullable(z.string()),
  expected: z.null(),
  why: z.string(),
});

const unstated = z.strictObject({
  ...place,
  line: z.null(),
  verdict: z.literal('unstated'),
  found: z.null(),
  expected: z.null(),
  why: z.string(),
});

/** What tag-guard was asked, what it saw, and what it decided. */
export const evidence = evidenceDocument('tag-guard', {
  plan: field(
    'What becomes of the ref; `failed` when it could not be judged.',
    z.enum(['release', 'skip', 'refuse', 'failed']),
  ),
  code: field(
    'Why the ref is skipped; null unless `plan` is `skip`.',
    z.nullable(
      z.enum([
        'not-a-tag',
        'too-long',
        'foreign-prefix',
        'pre-release',
        'not-semver',
        'leading-zero',
        'build-metadata',
      ]),
    ),
  ),
  reason: field('The decision in one line.', z.string()),
  checked_at: field('When it was decided.', time()),
  run: run(),
  ref: field(
    'The ref that was judged.',
    z.union([z.strictObject({ tag: z.string() }), z.strictObject({ other: z.string() })]),
  ),
  policy: field(
    'Which tags are releases, and whether dependency entries are compared.',
    z.strictObject({
      prefix: z.string(),
      pre_releases: z.enum(['refuse', 'allow']),
      dependencies: z.enum(['exact', 'ignore']),
    }),
  ),
  version: field('The version of the tag; null unless it is one to release.', z.nullable(version)),
  files: field(
    'Every place that was compared or left out.',
    z.array(z.discriminatedUnion('verdict', [compared, leftOut, unstated])),
  ),
});

/** The evidence of tag-guard, `gatehouse.tag-guard/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;
