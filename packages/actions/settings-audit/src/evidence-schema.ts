import { type EvidenceOf, evidenceDocument, field, run, time } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const verdict = z.enum(['pass', 'fail', 'unknown']);

const finding = z.strictObject({
  id: field('Stable and unique, such as `environments/crates-io/wait-timer`.', z.string()),
  subject: z.string(),
  verdict,
  expected: z.string(),
  found: z.string(),
  todo: field('What to do; null on a pass.', z.nullable(z.string())),
  page: field('The page of GitHub with this setting.', z.string()),
});

const manual = z.strictObject({
  id: z.string(),
  subject: z.string(),
  values: field("Expected values by the labels of the registry's page.", z.record(z.string(), z.string())),
  page: z.string(),
});

/** What settings-audit was asked, what it saw, and what it decided. */
export const evidence = evidenceDocument('settings-audit', {
  verdict: field('`unknown` when nothing differs and a setting could not be read.', verdict),
  reason: field('The verdict in one line.', z.string()),
  checked_at: field('When the settings had been read.', time()),
  run: run(),
  repository: field('Repository (`owner/name`) whose settings were read.', z.string()),
  expectation: field(
    'The file of expected values; null where nothing was compared.',
    z.nullable(z.strictObject({ path: z.string(), sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })),
  ),
  findings: field('Every setting that was compared, in the order of the ids.', z.array(finding)),
  unread: field(
    "Fields in GitHub's answers that this version does not know and did not compare.",
    z.array(z.strictObject({ answer: z.string(), fields: z.array(z.string()) })),
  ),
  manual: field('What only a person can compare.', z.array(manual)),
});

/** The evidence of settings-audit, `gatehouse.settings-audit/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;
