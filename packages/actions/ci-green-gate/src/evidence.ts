import { verdictOf } from './decide.ts';
import type { GateRun } from './gate-run.ts';
import { SCHEMA } from './previous.ts';
import { type Explained, type NeedsResult, type Result, reasonOf, type WorkflowsResult } from './result.ts';
import type { WorkflowRun } from './workflow-run.ts';

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
    jobs: jobs.map(({ wanted, found }) => ({ name: wanted, found })),
    others: others
      .slice(0, 10)
      .map(({ run, mismatch }) => ({ mismatch, ...runOf(run, repository, serverUrl) })),
    causes: causes.map(({ code, said }) => ({ code, said })),
  };
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
