import { type GateDeps, gateDeps, runGate } from '@gatehouse/action-kit';
import { decide } from './decide.ts';
import { endOf } from './end.ts';
import type { Inputs } from './inputs.ts';
import { refInRun } from './ref.ts';
import { reportOf } from './report.ts';
import { type Result, resultOf, withoutFiles } from './result.ts';

/** What the action needs from the world. */
export interface RunDeps extends GateDeps {
  /** The folder of the checkout. */
  readonly root: string;
}

/** Decides about the ref, compares the files of a release, reports, and fails when they differ. */
export async function run(
  inputs: Inputs,
  deps: RunDeps = { ...gateDeps(), root: process.cwd() },
): Promise<void> {
  const asked = { ...inputs, ref: refInRun(inputs.ref, deps.gate.context?.ref) };
  await runGate(
    {
      ask: () => judge(asked, deps.root),
      report: (outcome, circumstances) => reportOf(outcome, asked, circumstances),
      end: endOf,
    },
    deps,
  );
}

async function judge({ ref, policy, files, dependencies }: Inputs, root: string): Promise<Result> {
  const decision = decide(ref, policy);
  if (decision.kind === 'skip') return decision;
  if (files.length === 0) return withoutFiles(decision);
  // The parsers of the files are loaded only where files are listed.
  const { checkLockstep } = await import('./lockstep/check.ts');
  return resultOf(decision, await checkLockstep(decision.version, { root, listed: files, dependencies }));
}
