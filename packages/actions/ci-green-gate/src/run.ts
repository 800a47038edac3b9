import { appendSummary, runnerLog, setOutputs } from '@gatehouse/action-kit';
import { createGitHubClient } from '@gatehouse/github-client';
import { type RetryDeps, realClock } from '@gatehouse/retry';
import type { Inputs, NeedsInputs, WorkflowsInputs } from './asked.ts';
import { gate, type Outcome } from './gate.ts';
import { type GateRun, readGateRun } from './gate-run.ts';
import { judgeNeeds, worstOf } from './needs.ts';
import { closedGate, type ReportDeps, report } from './report.ts';
import type { NeedsResult } from './result.ts';

/** What the action needs from the world. */
export interface RunDeps extends ReportDeps {
  readonly fetch: typeof fetch;
  readonly clock: RetryDeps;
  /** The time of day in milliseconds. */
  readonly wallClock: () => number;
  readonly gate: GateRun;
}

function runnerDeps(): RunDeps {
  return {
    fetch,
    log: runnerLog,
    clock: realClock,
    wallClock: Date.now,
    gate: readGateRun(),
    setOutputs,
    appendSummary,
  };
}

/** Asks, reports, and fails when the gate stays closed. */
export async function run(inputs: Inputs, deps: RunDeps = runnerDeps()): Promise<void> {
  const outcome = inputs.mode === 'needs' ? { result: judge(inputs) } : await askGitHub(inputs, deps);
  const checkedAt = new Date(deps.wallClock()).toISOString();
  await report(outcome.result, { gate: deps.gate, checkedAt }, deps);
  const error = ('thrown' in outcome ? outcome.thrown : undefined) ?? closedGate(outcome.result);
  if (error !== undefined) throw error;
}

function judge({ jobs, allowed }: NeedsInputs): NeedsResult {
  const judged = judgeNeeds(jobs, allowed);
  return { mode: 'needs', verdict: worstOf(judged), jobs: judged };
}

/** The least time for a request that comes last, and for the explanation of a closed gate. */
const LAST_REQUEST_MS = 30_000;
const EXPLANATION_MS = 60_000;

async function askGitHub(inputs: WorkflowsInputs, deps: RunDeps): Promise<Outcome> {
  const { clock, log } = deps;
  const { context, apiUrl } = deps.gate;
  const { repository, token, patience } = inputs;
  const start = clock.now();
  let deadline = start + patience.timeoutMs;
  const client = createGitHubClient(
    {
      apiUrl,
      token,
      name: 'ci-green-gate',
      remainingMs: () => Math.max(deadline - clock.now(), LAST_REQUEST_MS),
    },
    deps,
  );
  const ours = context?.repository.toLowerCase() === repository.toLowerCase();
  const outcome = await gate(inputs, {
    client,
    log,
    elapsedMs: () => clock.now() - start,
    sleep: clock.sleep,
    ownRunId: ours ? context?.runId : undefined,
    onVerdict: () => {
      deadline = clock.now() + EXPLANATION_MS;
    },
  });
  const { requests, notModified } = client.usage();
  log.info(`GitHub was asked ${requests} times, ${notModified} of them for nothing new.`);
  return outcome;
}
