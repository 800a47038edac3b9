import * as z from 'zod/mini';
import type { ExpectedEnvironment } from './expected.ts';
import { anyOr, flag, listOf, mapping, text, wholeNumber, word } from './values.ts';

const reviewers = z
  .array(text(/^(user|team):[\w-]+$/i, '"user:LOGIN" or "team:SLUG"'), {
    error: 'a list of at most 6 reviewers',
  })
  .check(z.maxLength(6, { error: 'at most 6 reviewers, which is all that GitHub takes' }));

const ref = text(/^refs\/(heads|tags)\/\S+$/, 'a full ref such as refs/tags/v1.2.3');
const patterns = z._default(listOf(text(/\S/, 'a pattern such as v*')), []);

const deployFrom = z.union(
  [
    z.pipe(
      word('any', 'protected-branches'),
      z.transform((kind) => ({ kind })),
    ),
    z.pipe(
      mapping({ branches: patterns, tags: patterns }),
      z.transform(({ branches, tags }) => ({ kind: 'selected' as const, branches, tags })),
    ),
  ],
  { error: '"any", "protected-branches", or a mapping of branches and tags' },
);

/** An environment in an expectation file; its name is the key. */
export const environment = z.pipe(
  mapping({
    reviewers: z.optional(reviewers),
    'prevent-self-review': z.optional(flag),
    'wait-timer': z.optional(wholeNumber(0, 43_200, 'minutes')),
    'admin-bypass': z._default(anyOr(flag, 'true, false or any'), false),
    'deploy-from': deployFrom,
    accepts: z._default(listOf(ref), []),
    refuses: z._default(listOf(ref), []),
    secrets: z._default(anyOr(listOf(text(/^\w+$/, 'the name of a secret'))), []),
    apps: z._default(anyOr(listOf(text(/^[\w-]+$/, 'the slug of an app'))), []),
  }),
  z.transform(
    (found): Omit<ExpectedEnvironment, 'name'> => ({
      reviewers: found.reviewers,
      preventSelfReview: found['prevent-self-review'],
      waitTimer: found['wait-timer'],
      adminBypass: found['admin-bypass'],
      deployFrom: found['deploy-from'],
      accepts: found.accepts,
      refuses: found.refuses,
      secrets: found.secrets,
      apps: found.apps,
    }),
  ),
);
