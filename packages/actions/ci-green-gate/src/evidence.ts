import { type Circumstances, messageOf, quote, runEvidence } from '@gatehouse/action-kit';
import type { CheckFinding } from './checks/finding.ts';
import type { Evidence } from './evidence-schema.ts';
import { verdictOf } from './finding.ts';
import { type Explained, type NeedsResult, type Result, reasonOf, type WorkflowsResult } from './result.ts';
import type { StatusFinding } from './statuses/finding.ts';
import type { WorkflowFinding } from './workflows/finding.ts';
import { hasPassed, type JobFinding } from './workflows/jobs.ts';
import type { OtherRun } from './workflows/match.ts';
import { pathText } from './workflows/path.ts';
import type { WorkflowRun } from './workflows/workflow-run.ts';

/**
 * How much is listed of what has no bound, beside its number: the evidence is handed to a later step, where
 * Linux allows 128 KiB for one variable.
 */
const MOST_LISTED = 3;

type OfMode = Omit<Evidence, 'schema' | 'verdict' | 'reason' | 'checked_at' | 'run'>;

const NOTHING = {
  repository: null,
  sha: null,
  ref: null,
  policy: null,
  required: [],
  workflows: [],
  checks: [],
  statuses: [],
  jobs: [],
  changes: null,
  looks: 0,
} as const;

/** The evidence, `gatehouse.ci-green-gate/v1`: fit to be the predicate of an attestation about the commit. */
export function evidenceOf(result: Result, circumstances: Circumstances): Evidence {
  return {
    ...headOf(circumstances),
    verdict: result.verdict,
    reason: reasonOf(result),
    ...(result.mode === 'needs' ? needsOf(result) : workflowsOf(result, circumstances.gate.serverUrl)),
  };
}

/** The evidence of a gate that an error kept from a verdict. */
export function failedEvidence(error: unknown, circumstances: Circumstances): Evidence {
  const reason = `the gate could not ask: ${quote(messageOf(error))}`;
  return { ...headOf(circumstances), verdict: 'unknown', reason, mode: 'none', ...NOTHING };
}

function headOf({ gate, checkedAt }: Circumstances): Pick<Evidence, 'schema' | 'checked_at' | 'run'> {
  return { schema: 'gatehouse.ci-green-gate/v1', checked_at: checkedAt, run: runEvidence(gate.context) };
}

function needsOf({ jobs }: NeedsResult): OfMode {
  return { ...NOTHING, mode: 'needs', jobs };
}

function workflowsOf(result: WorkflowsResult, serverUrl: string): OfMode {
  const { question, findings } = result;
  const { repository, sha, policy, eventsPolicy, allowedConclusions } = question;
  const { workflows, checks, statuses } = question;
  return {
    mode: 'workflows',
    repository,
    sha,
    ref: placeOf(result),
    policy: { runs: policy, events: eventsPolicy, allowed_conclusions: [...allowedConclusions] },
    required: [
      ...new Set([
        ...workflows.map(({ path }) => pathText(path)),
        ...checks.map(({ name }) => name),
        ...statuses.map(({ context }) => context),
      ]),
    ],
    workflows: findings.flatMap((one) =>
      one.kind === 'workflow' ? [workflowOf(one, repository, serverUrl)] : [],
    ),
    checks: findings.flatMap((one) => (one.kind === 'check' ? [checkOf(one)] : [])),
    statuses: findings.flatMap((one) => (one.kind === 'status' ? [statusOf(one)] : [])),
    jobs: [],
    changes: result.changes ?? null,
    looks: result.looks,
  };
}

function placeOf({ place, ref }: WorkflowsResult): Evidence['ref'] {
  return {
    policy: place.policy,
    branch: place.branch,
    tag: place.tag ?? null,
    verdict: ref?.verdict ?? 'unknown',
    reason: ref?.reason ?? 'not-asked',
    tagged: ref?.tagged ?? null,
    head: ref?.head ?? null,
    comparison: ref?.comparison ?? null,
  };
}

function workflowOf(
  finding: WorkflowFinding & Pick<Explained, 'causes'>,
  repository: string,
  serverUrl: string,
): Evidence['workflows'][number] {
  const { requirement, standing, others, jobs, overruled, causes } = finding;
  return {
    path: pathText(requirement.path),
    events: requirement.events,
    branch: requirement.branch,
    when: requirement.when,
    ...standingOf(finding),
    run: standing.run === undefined ? null : runOf(standing.run, repository, serverUrl),
    jobs_count: jobs.length,
    jobs: badFirst(jobs).slice(0, MOST_LISTED).map(jobOf),
    others_count: others.length,
    // Next to a green run they explain nothing.
    others: standing.state === 'green' ? [] : others.slice(0, MOST_LISTED).map(otherOf),
    overruled: overruled.slice(0, MOST_LISTED).map((run) => runOf(run, repository, serverUrl)),
    causes: causes.map(({ code, said }) => ({ code, said })),
  };
}

function checkOf(finding: CheckFinding): Evidence['checks'][number] {
  const { requirement, checks, others } = finding;
  return {
    name: requirement.name,
    app: requirement.app.text,
    ...standingOf(finding),
    ids: checks.map(({ id }) => id),
    others_count: others,
  };
}

function statusOf(finding: StatusFinding): Evidence['statuses'][number] {
  const { requirement, status, others } = finding;
  return {
    context: requirement.context,
    creator: requirement.creator,
    ...standingOf(finding),
    id: status?.id ?? null,
    others_count: others,
  };
}

function standingOf(finding: WorkflowFinding | CheckFinding | StatusFinding) {
  const { requirement, standing } = finding;
  const { state, reason } = standing;
  return { optional: requirement.optional, verdict: verdictOf(finding), state, reason };
}

/** The required jobs, first those that are missing or have not passed. */
function badFirst(jobs: readonly JobFinding[]): readonly JobFinding[] {
  const isBad = ({ found }: JobFinding) => found.length === 0 || !found.every(hasPassed);
  return [...jobs.filter(isBad), ...jobs.filter((job) => !isBad(job))];
}

/** How many jobs stand for a required one, and which of them have not passed. */
function jobOf({ wanted, found }: JobFinding): Evidence['workflows'][number]['jobs'][number] {
  const bad = found.filter((job) => !hasPassed(job));
  const passed = found.length - bad.length;
  return { name: wanted, count: found.length, passed, not_passed: bad.slice(0, MOST_LISTED) };
}

function otherOf({ run, mismatch }: OtherRun): Evidence['workflows'][number]['others'][number] {
  const { id, attempt, event, branch, status, conclusion } = run;
  return { mismatch, id, attempt, event, branch, status, conclusion };
}

/** A run as it is shown in the evidence and in the output `runs`. */
export function runOf(run: WorkflowRun, repository: string, serverUrl: string) {
  const { id, number, attempt, event, branch, status, conclusion, createdAt, updatedAt } = run;
  const url = runUrl(run, repository, serverUrl);
  return {
    id,
    number,
    attempt,
    url,
    event,
    branch,
    status,
    conclusion,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

/** The page of the attempt, made here: an address from an answer could lead anywhere. */
export function runUrl({ id, attempt }: WorkflowRun, repository: string, serverUrl: string): string {
  return `${serverUrl}/${repository}/actions/runs/${id}/attempts/${attempt}`;
}
