import * as z from 'zod/mini';
import { ACTIONS_SETTINGS, type ActionsValue } from '../actions-settings.ts';
import { environment } from './environment.ts';
import type { Expected, ExpectedSubject } from './expected.ts';
import { publishers } from './publishers.ts';
import { branch, ruleset } from './rules.ts';
import { addressable, anyOr, flag, listOf, mapping, named, text, word, workflowFile } from './values.ts';

const actions = z.pipe(
  mapping(Object.fromEntries(ACTIONS_SETTINGS.map(({ key, form }) => [key, z.optional(form)]))).check(
    z.refine((found) => Object.keys(found).length > 0, { error: 'at least one setting' }),
  ),
  z.transform(
    (found): ReadonlyMap<string, ActionsValue> =>
      new Map(Object.entries(found).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
  ),
);

const claims = z.union([word('default'), listOf(text(/^[a-z_]+$/, 'a claim such as repo'))], {
  error: '"default" or a list of claims',
});
const oidcSubject = z.union(
  [
    z.pipe(
      claims,
      z.transform((found): ExpectedSubject => ({ claims: found, immutable: false })),
    ),
    mapping({ claims, immutable: z._default(anyOr(flag, 'true, false or any'), false) }),
  ],
  { error: '"default", a list of claims, or a mapping of claims and immutable' },
);

/** The whole file, of which every scalar has arrived as the text that it is. */
export const expectation = z.pipe(
  mapping({
    environments: z._default(named(environment, addressable), []),
    rulesets: z._default(named(ruleset), []),
    branches: z._default(named(branch, addressable), []),
    'immutable-releases': z.optional(flag),
    actions: z.optional(actions),
    'oidc-subject': z.optional(oidcSubject),
    workflows: z._default(named(listOf(text(/\S/, 'an environment')), workflowFile), []),
    'trusted-publishers': z._default(publishers, []),
  }),
  z.transform(
    (found): Expected => ({
      environments: found.environments.map(([name, one]) => ({ name, ...one })),
      rulesets: found.rulesets.map(([name, one]) => ({ name, ...one })),
      branches: found.branches.map(([name, one]) => ({ name, ...one })),
      immutableReleases: found['immutable-releases'],
      actions: found.actions,
      oidcSubject: found['oidc-subject'],
      workflows: found.workflows.map(([file, environments]) => ({ file, environments })),
      publishers: found['trusted-publishers'],
    }),
  ),
);
