import { ActionError, appendSummary, quoteLines, runnerLog, setOutputs } from '@gatehouse/action-kit';
import { createGitHubClient } from '@gatehouse/github-client';
import { type RetryDeps, realClock } from '@gatehouse/retry';
import * as z from 'zod/mini';
import { ADDRESSABLE } from './addressable.ts';
import { audit } from './audit.ts';
import { type GateRun, readGateRun } from './gate-run.ts';
import type { Inputs } from './inputs.ts';
import { closedGate, objections, type ReportDeps, report } from './report.ts';
import { Looker, NOT_ASKED, settle } from './settings/look.ts';
import { readSettings, wantEverything } from './settings/read.ts';
import type { Rim } from './settings/rim.ts';
import { snapshotOf } from './snapshot/snapshot.ts';

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

/** Compares the settings with what is declared, reports, and fails when the gate stays closed. */
export async function run(inputs: Inputs, deps: RunDeps = runnerDeps()): Promise<void> {
  const rim = rimOf(inputs, deps);
  if (inputs.snapshot) return await takeSnapshot(rim, deps);
  const result = await audit(inputs, deps.gate.serverUrl, rim);
  await report(result, { gate: deps.gate, checkedAt: new Date(deps.wallClock()).toISOString() }, deps);
  const error = closedGate(result);
  if (error === undefined) return;
  if (result.verdict === 'fail' || inputs.onUnknown === 'fail') throw error;
  deps.log.warning(
    `${objections(result)}\nThe step goes on because of "on-unknown: warn"; the verdict stays unknown.`,
  );
}

function rimOf({ repository, token, timeoutMs }: Inputs, deps: RunDeps): Rim {
  const { clock, gate } = deps;
  const deadline = clock.now() + timeoutMs;
  const [owner = '', repo = ''] = repository.split('/');
  const client = createGitHubClient(
    {
      apiUrl: gate.apiUrl,
      token,
      name: 'settings-audit',
      // Half of what is left for each: one address that is down leaves time for the others.
      remainingMs: () => Math.max(1, (deadline - clock.now()) / 2),
    },
    deps,
  );
  return { client, looker: new Looker(() => clock.now() >= deadline), owner, repo };
}

async function takeSnapshot(rim: Rim, { log, setOutputs: set }: RunDeps): Promise<void> {
  const branch = await readDefaultBranch(rim);
  const { wanted, hidden } = await wantEverything(branch, rim);
  const current = snapshotOf(await readSettings(wanted, rim), hidden);
  set({ verdict: 'unknown', reason: 'nothing was compared: this is a snapshot', current });
  const title = 'What the repository has now, as an expectation file (clean in the output "current")';
  await log.group(title, async () => log.info(quoteLines(current)));
}

async function readDefaultBranch({ client, looker, owner, repo }: Rim): Promise<string> {
  const schema = z.looseObject({ default_branch: z.string().check(z.regex(ADDRESSABLE)) });
  const ask = () => client.get('/repos/{owner}/{repo}', { owner, repo });
  const found = settle(await looker.look(ask, schema, 'Metadata: read'), false);
  if (found.kind === 'seen') return found.value.default_branch;
  const { why, todo } = found.kind === 'hidden' ? found : NOT_ASKED;
  throw new ActionError({ code: 'SETTINGS_UNKNOWN', message: why, hint: todo });
}
