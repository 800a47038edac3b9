import type { RunContext } from './context.ts';
import type { EvidenceOf, run } from './evidence.ts';

/** The field `run` of every evidence document: the run in which the action ran, if any. */
export function runEvidence(context: RunContext | undefined): EvidenceOf<ReturnType<typeof run>> {
  if (context === undefined) return null;
  const { repository, sha, runId, runAttempt, workflowRef, job } = context;
  return { repository, sha, run_id: runId, run_attempt: runAttempt, workflow_ref: workflowRef, job };
}
