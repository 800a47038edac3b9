import * as z from 'zod/mini';
import type { ExpectedBranch, ExpectedRule, ExpectedRuleset } from './expected.ts';
import { protection } from './protection.ts';
import { anyOr, listOf, mapping, text, word } from './values.ts';

const type = text(/^[a-z_]+$/, 'a rule in GitHub\'s word for it, such as "non_fast_forward"');
const withParameters = z
  .record(type, z.record(z.string(), z.unknown(), { error: 'a mapping of parameters' }), { error: 'a rule' })
  .check(z.refine((found) => Object.keys(found).length === 1, { error: 'one rule for each "-"' }));

const rule = z.union(
  [
    z.pipe(
      type,
      z.transform((found): ExpectedRule => ({ type: found, parameters: {} })),
    ),
    z.pipe(
      withParameters,
      z.transform((found): ExpectedRule => {
        const [[only, parameters] = ['', {}]] = Object.entries(found);
        return { type: only, parameters };
      }),
    ),
  ],
  { error: 'a rule such as "deletion", or one with its parameters' },
);
const eachOnce = z.refine<readonly ExpectedRule[]>(
  (list) => new Set(list.map(({ type }) => type)).size === list.length,
  { error: 'each rule once' },
);

/** `RepositoryRole:5:pull_request`; without a mode it is `always`. */
const actor = z.pipe(
  text(
    /^[A-Z][A-Za-z]+(:(\d+|null)(:[a-z_]+)?)?$/,
    'an actor such as "Team:42:pull_request", "RepositoryRole:5" or "DeployKey"',
  ),
  z.transform((found) => {
    const [kind = '', id = 'null', mode = 'always'] = found.split(':');
    return `${kind}:${id}:${mode}`;
  }),
);
const bypass = anyOr(listOf(actor));
const patterns = listOf(text(/\S/, 'a pattern such as refs/tags/v*'));

const INCLUDE = 'at least one pattern of refs that it binds, such as refs/tags/v*, or any';
const RULES = 'at least one rule, without which it binds nobody';

/** A ruleset in an expectation file; its name is the key. One that binds nothing is a mistake. */
export const ruleset = mapping({
  target: word('branch', 'tag', 'push', 'repository'),
  enforcement: z._default(word('active', 'evaluate', 'disabled'), 'active'),
  include: anyOr(patterns.check(z.minLength(1, { error: INCLUDE })), INCLUDE),
  exclude: z._default(patterns, []),
  rules: z.array(rule, { error: RULES }).check(z.minLength(1, { error: RULES }), eachOnce),
  bypass: z._default(bypass, []),
}) satisfies z.ZodMiniType<Omit<ExpectedRuleset, 'name'>>;

/** A branch in an expectation file. One that names nothing to compare is a mistake. */
export const branch = z.pipe(
  mapping({
    rules: z._default(listOf(rule).check(eachOnce), []),
    bypass: z.optional(bypass),
    protection: z.optional(protection),
  }).check(
    z.refine(
      (found) => found.rules.length > 0 || (found.protection !== undefined && found.bypass === undefined),
      {
        error: 'rules, or protection without bypass',
      },
    ),
  ),
  z.transform((found): Omit<ExpectedBranch, 'name'> => ({ ...found, bypass: found.bypass ?? [] })),
);
