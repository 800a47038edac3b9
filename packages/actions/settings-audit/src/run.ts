import { ActionError, type GateDeps, gateDeps, quoteLines, runGate } from '@gatehouse/action-kit';
import { createGitHubClient } from '@gatehouse/github-client';
import { type RetryDeps, realClock, remainingOf } from '@gatehouse/retry';
import * as z from 'zod/mini';
import { ADDRESSABLE } from './addressable.ts';
import { audit } from './audit.ts';
import { endOf } from './end.ts';
import { nothingCompared } from './evidence.ts';
import type { Inputs } from './inputs.ts';
import { reportOf } from './report.ts';
import type { RepositoryAccess } from './settings/access.ts';
import { Looker, NOT_ASKED, settle } from './settings/look.ts';
import { readSettings, wantEverything } from './settings/read.ts';
import { snapshotOf } from './snapshot/snapshot.ts';

/** What the action needs from the world. */
export interface RunDeps extends GateDeps {
  readonly fetch: typeof fetch;
  readonly clock: RetryDeps;
}

/** Compares the settings with what is declared, reports, and fails when the gate stays closed. */
export async function run(
  inputs: Inputs,
  deps: RunDeps = { ...gateDeps(), fetch, clock: realClock },
): Promise<void> {
  const access = accessOf(inputs, deps);
  if (inputs.snapshot) return await takeSnapshot(inputs, access, deps);
  await runGate(
    {
      ask: () => audit(inputs, deps.gate.serverUrl, access),
      report: (outcome, circumstances) => reportOf(outcome, inputs, circumstances),
      end: (found) => endOf(found, inputs.onUnknown),
    },
    deps,
  );
}

function accessOf({ repository, token, deadlineMs }: Inputs, deps: RunDeps): RepositoryAccess {
  const { clock, gate } = deps;
  const remainingMs = remainingOf(deadlineMs, clock);
  const [owner = '', repo = ''] = repository.split('/');
  const client = createGitHubClient(
    {
      apiUrl: gate.apiUrl,
      token,
      name: 'settings-audit',
      // Half of what is left for each: one address that is down leaves time for the others.
      remainingMs: () => remainingMs() / 2,
    },
    deps,
  );
  return { client, looker: new Looker(() => remainingMs() === 0), owner, repo };
}

async function takeSnapshot(inputs: Inputs, access: RepositoryAccess, deps: RunDeps): Promise<void> {
  const branch = await readDefaultBranch(access);
  const { wanted, hidden } = await wantEverything(branch, access);
  const settings = await readSettings(wanted, access);
  const current = snapshotOf(settings, { hidden, unread: access.looker.unread() });
  const reason = 'nothing was compared: this is a snapshot';
  const checkedAt = new Date(deps.wallClock()).toISOString();
  const evidence = nothingCompared(reason, inputs, { gate: deps.gate, checkedAt });
  deps.setOutputs({ verdict: 'unknown', reason, evidence, current });
  const title = 'What the repository has now, as an expectation file (clean in the output "current")';
  await deps.log.group(title, async () => deps.log.info(quoteLines(current)));
}

async function readDefaultBranch({ client, looker, owner, repo }: RepositoryAccess): Promise<string> {
  // Of all that a repository has, this alone is wanted here.
  const schema = z.looseObject({ default_branch: z.string().check(z.regex(ADDRESSABLE)) });
  const view = { answer: 'repository', schema, permission: 'Metadata: read' };
  const ask = () => client.get('/repos/{owner}/{repo}', { owner, repo });
  const found = settle(await looker.look(ask, view), false);
  if (found.kind === 'seen') return found.value.default_branch;
  const { why, todo } = found.kind === 'hidden' ? found : NOT_ASKED;
  throw new ActionError({ code: 'SETTINGS_UNKNOWN', message: why, hint: todo });
}
