import { count, type EvidenceOf, evidenceDocument, field, run, time } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const verdict = () => z.enum(['pass', 'fail', 'unknown']);
const state = () => z.enum(['green', 'pending', 'red', 'unknown', 'absent']);

const workflowRun = z.strictObject({
  id: z.int(),
  number: z.int(),
  attempt: z.int(),
  url: z.string(),
  event: z.string(),
  branch: z.nullable(z.string()),
  status: z.nullable(z.string()),
  conclusion: z.nullable(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
});

const job = z.strictObject({
  name: z.string(),
  attempt: z.int(),
  status: z.string(),
  conclusion: z.nullable(z.string()),
});

const common = {
  optional: z.boolean(),
  verdict: verdict(),
  state: state(),
  reason: z.string(),
};

const otherRun = z.strictObject({
  mismatch: z.enum(['own-run', 'fork', 'event', 'branch']),
  id: z.int(),
  attempt: z.int(),
  event: z.string(),
  branch: z.nullable(z.string()),
  status: z.nullable(z.string()),
  conclusion: z.nullable(z.string()),
});

const workflow = z.strictObject({
  path: z.string(),
  events: z.array(z.string()),
  branch: z.string(),
  when: z.enum(['run', 'job']),
  ...common,
  run: z.nullable(workflowRun),
  jobs_count: count(),
  jobs: z.array(
    z.strictObject({ name: z.string(), count: count(), passed: count(), not_passed: z.array(job) }),
  ),
  others_count: count(),
  others: z.array(otherRun),
  overruled: z.array(workflowRun),
  causes: z.array(z.strictObject({ code: z.string(), said: z.string() })),
});

const check = z.strictObject({
  name: z.string(),
  app: z.string(),
  ...common,
  ids: z.array(z.int()),
  others_count: count(),
});

const status = z.strictObject({
  context: z.string(),
  creator: z.string(),
  ...common,
  id: z.nullable(z.int()),
  others_count: count(),
});

const place = z.strictObject({
  policy: z.enum(['head', 'ancestor', 'none']),
  branch: z.string(),
  tag: z.nullable(z.string()),
  verdict: z.enum(['pass', 'fail', 'unknown']),
  reason: z.string(),
  tagged: z.nullable(z.string()),
  head: z.nullable(z.string()),
  comparison: z.nullable(z.string()),
});

/** What ci-green-gate was asked, what it saw, and what it decided. */
export const evidence = evidenceDocument('ci-green-gate', {
  mode: field(
    'What was judged: the commit, or the needed jobs of the run; `none` when an error came first.',
    z.enum(['workflows', 'needs', 'none']),
  ),
  verdict: field('Only `pass` lets the step succeed.', verdict()),
  reason: field('The verdict in one line.', z.string()),
  checked_at: field('When it was decided.', time()),
  run: run(),
  repository: field('Repository of the commit; null unless `mode` is `workflows`.', z.nullable(z.string())),
  sha: field('The commit; null unless `mode` is `workflows`.', z.nullable(z.string())),
  ref: field('Where the commit is; null unless `mode` is `workflows`.', z.nullable(place)),
  policy: field(
    'Which run and which events decide; null unless `mode` is `workflows`.',
    z.nullable(
      z.strictObject({
        runs: z.enum(['latest', 'any-success']),
        events: z.enum(['any', 'all']),
        allowed_conclusions: z.array(z.string()),
      }),
    ),
  ),
  required: field('Everything that must be green, by name.', z.array(z.string())),
  workflows: field('Each required workflow and where it is.', z.array(workflow)),
  checks: field('Each required check and where it is.', z.array(check)),
  statuses: field('Each required status and where it is.', z.array(status)),
  jobs: field(
    'Each needed job; empty unless `mode` is `needs`.',
    z.array(z.strictObject({ id: z.string(), result: z.string(), verdict: verdict(), reason: z.string() })),
  ),
  changes: field(
    'What is another run or report than in the earlier evidence; null without a recheck.',
    z.nullable(z.array(z.string())),
  ),
  looks: field('How often GitHub was polled.', count()),
});

/** The evidence of ci-green-gate, `gatehouse.ci-green-gate/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;
