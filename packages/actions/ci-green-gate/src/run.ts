import { gateDeps, type GateDeps as KitDeps, runGate } from '@gatehouse/action-kit';
import { createGitHubClient } from '@gatehouse/github-client';
import { type RetryDeps, realClock, remainingOf } from '@gatehouse/retry';
import { type Answer, endOf } from './end.ts';
import { gate } from './gate.ts';
import type { Inputs, NeedsInputs, WorkflowsInputs } from './inputs.ts';
import { judgeNeeds, worstOf } from './needs/needs.ts';
import { pullRequestMisfit } from './place/pull-request.ts';
import { reportOf } from './report.ts';

/** What the action needs from the world. */
export interface RunDeps extends KitDeps {
  readonly fetch: typeof fetch;
  readonly clock: RetryDeps;
}

/** Asks, reports, and fails when the gate stays closed. */
export async function run(
  inputs: Inputs,
  deps: RunDeps = { ...gateDeps(), fetch, clock: realClock },
): Promise<void> {
  await runGate(
    {
      ask: async () => (inputs.mode === 'needs' ? judge(inputs) : askGitHub(inputs, deps)),
      report: reportOf,
      end: endOf,
    },
    deps,
  );
}

function judge({ jobs, allowed }: NeedsInputs): Answer {
  const judged = judgeNeeds(jobs, allowed);
  return { result: { mode: 'needs', verdict: worstOf(judged), jobs: judged } };
}

async function askGitHub(inputs: WorkflowsInputs, deps: RunDeps): Promise<Answer> {
  const { clock, log } = deps;
  const { context, apiUrl } = deps.gate;
  const { repository, token, patience } = inputs;
  const start = clock.now();
  const elapsedMs = () => clock.now() - start;
  const remainingMs = remainingOf(patience.deadlineMs, clock);
  const client = createGitHubClient({ apiUrl, token, name: 'ci-green-gate', remainingMs }, deps);
  const ours = context?.repository.toLowerCase() === repository.toLowerCase();
  const outcome = await gate(inputs, {
    client,
    log,
    elapsedMs,
    sleep: clock.sleep,
    ownRunId: ours ? context?.runId : undefined,
    misfit: context && pullRequestMisfit(inputs.sha, context),
  });
  const { requests, notModified } = client.usage();
  log.info(
    `Made ${requests} requests to GitHub; ${notModified} were unchanged (304) and don't count against the rate limit.`,
  );
  return outcome;
}
