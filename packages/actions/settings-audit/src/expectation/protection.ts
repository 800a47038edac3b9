import * as z from 'zod/mini';
import type { ExpectedProtection, ProtectionSwitch } from './expected.ts';
import { statusChecks } from './status-checks.ts';
import { anyOr, flag, listOf, mapping, text, wholeNumber } from './values.ts';

/** What silence means: a switch that leaves a door open is compared also where it is not named. */
const CLOSED: ReadonlyMap<ProtectionSwitch, boolean> = new Map([
  ['enforce-admins', true],
  ['allow-force-pushes', false],
  ['allow-deletions', false],
]);

const switches = {
  'enforce-admins': z.optional(flag),
  'allow-force-pushes': z.optional(flag),
  'allow-deletions': z.optional(flag),
  'dismiss-stale-reviews': z.optional(flag),
  'require-code-owner-reviews': z.optional(flag),
  'require-last-push-approval': z.optional(flag),
  'require-conversation-resolution': z.optional(flag),
  'require-linear-history': z.optional(flag),
  'require-signatures': z.optional(flag),
  'strict-status-checks': z.optional(flag),
  'lock-branch': z.optional(flag),
} satisfies Record<ProtectionSwitch, unknown>;

const actor = text(/^(user|team|app):[\w-]+$/i, '"user:LOGIN", "team:SLUG" or "app:SLUG"');

/** Classic branch protection in an expectation file. */
export const protection = z.pipe(
  mapping({
    ...switches,
    'required-approvals': z.optional(wholeNumber(0, 6, 'approvals')),
    'required-status-checks': z.optional(statusChecks),
    'bypass-pull-request': z._default(anyOr(listOf(actor)), []),
  }),
  z.transform((found): ExpectedProtection => {
    const declared = (Object.keys(switches) as ProtectionSwitch[]).flatMap((name) => {
      const value = found[name] ?? CLOSED.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    return {
      switches: new Map(declared),
      bypassPullRequest: found['bypass-pull-request'],
      approvals: found['required-approvals'],
      statusChecks: found['required-status-checks'],
    };
  }),
);
