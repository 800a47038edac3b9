import { verdictOf } from './decide.ts';
import type { GateRun } from './gate-run.ts';
import { hasPassed, type JobFinding } from './jobs.ts';
import type { OtherRun } from './match.ts';
import { SCHEMA } from './previous.ts';
import { type Explained, type NeedsResult, type Result, reasonOf, type WorkflowsResult } from './result.ts';
import type { WorkflowRun } from './workflow-run.ts';

/**
 * How much is listed of what has no bound, beside its number: the evidence is handed to a later step, where
 * Linux allows 128 KiB for one variable.
 */
const MOST_LISTED = 3;

/** What is known about the asking itself. */
export interface Circumstances {
  readonly gate: GateRun;
  /** RFC 3339. */
  readonly checkedAt: string;
}

/** The evidence, `gatehouse.ci-green/v1`: fit to be the predicate of an attestation about the commit. */
export function evidenceOf(result: Result, { gate, checkedAt }: Circumstances): object {
  return {
    schema: SCHEMA,
    mode: result.mode,
    verdict: result.verdict,
    reason: reasonOf(result),
    checked_at: checkedAt,
    gate: gateOf(gate),
    ...(result.mode === 'needs' ? needsOf(result) : workflowsOf(result, gate.serverUrl)),
  };
}

function gateOf({ context }: GateRun): object | null {
  if (context === undefined) return null;
  const { repository, runId, runAttempt, workflowRef, job } = context;
  return { repository, run_id: runId, run_attempt: runAttempt, workflow_ref: workflowRef, job };
}

function needsOf({ jobs }: NeedsResult): object {
  return { jobs };
}

function workflowsOf(result: WorkflowsResult, serverUrl: string): object {
  const { question, place, ref } = result;
  const { repository, sha, policy, allowedConclusions, requirements } = question;
  return {
    repository,
    sha,
    ref: {
      policy: place.policy,
      branch: place.branch,
      tag: place.tag ?? null,
      verdict: ref?.verdict ?? 'unknown',
      reason: ref?.reason ?? 'not-asked',
      tagged: ref?.tagged ?? null,
      head: ref?.head ?? null,
      comparison: ref?.comparison ?? null,
    },
    policy,
    allowed_conclusions: [...allowedConclusions],
    required: requirements.map(({ path }) => path),
    workflows: result.findings.map((finding) => findingOf(finding, repository, serverUrl)),
    changes: result.changes ?? null,
    looks: result.looks,
  };
}

function findingOf(finding: Explained, repository: string, serverUrl: string): object {
  const { requirement, standing, others, jobs, causes } = finding;
  return {
    path: requirement.path,
    events: requirement.events,
    branch: requirement.branch,
    optional: requirement.optional,
    verdict: verdictOf(finding),
    state: standing.state,
    reason: standing.reason,
    run: standing.run === undefined ? null : runOf(standing.run, repository, serverUrl),
    jobs_count: jobs.length,
    jobs: badFirst(jobs).slice(0, MOST_LISTED).map(jobOf),
    others_count: others.length,
    // Beside a green run they explain nothing.
    others: standing.state === 'green' ? [] : others.slice(0, MOST_LISTED).map(otherOf),
    causes: causes.map(({ code, said }) => ({ code, said })),
  };
}

/** The required jobs, first those that are missing or have not passed. */
function badFirst(jobs: readonly JobFinding[]): readonly JobFinding[] {
  const isBad = ({ found }: JobFinding) => found.length === 0 || !found.every(hasPassed);
  return [...jobs.filter(isBad), ...jobs.filter((job) => !isBad(job))];
}

/** How many jobs stand for a required one, and which of them are in its way. */
function jobOf({ wanted, found }: JobFinding): object {
  const bad = found.filter((job) => !hasPassed(job));
  const passed = found.length - bad.length;
  return { name: wanted, count: found.length, passed, not_passed: bad.slice(0, MOST_LISTED) };
}

function otherOf({ run, mismatch }: OtherRun): object {
  const { id, attempt, event, branch, status, conclusion } = run;
  return { mismatch, id, attempt, event, branch, status, conclusion };
}

/** A run as it stands in the evidence and in the output `runs`. */
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
