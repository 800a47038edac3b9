import { appendSummary, type RunContext, readRunContext, runnerLog, setOutputs } from '@gatehouse/action-kit';
import { decide } from './decide.ts';
import type { Inputs } from './inputs.ts';
import { type ReportDeps, refusal, report } from './report.ts';
import { type Result, resultOf } from './result.ts';

/** What the action needs from the world. */
export interface RunDeps extends ReportDeps {
  /** The time of day in milliseconds. */
  readonly wallClock: () => number;
  /** The folder of the checkout. */
  readonly root: string;
  /** `undefined` outside of a workflow run, as with `gatehouse run tag-guard`. */
  readonly context: RunContext | undefined;
}

function runnerDeps(): RunDeps {
  return {
    wallClock: Date.now,
    root: process.cwd(),
    context: process.env.GITHUB_RUN_ID ? readRunContext() : undefined,
    log: runnerLog,
    setOutputs,
    appendSummary,
  };
}

/** Decides about the ref, compares the files of a release, reports, and fails when they differ. */
export async function run(inputs: Inputs, deps: RunDeps = runnerDeps()): Promise<void> {
  const result = await judge(inputs, deps.root);
  const checkedAt = new Date(deps.wallClock()).toISOString();
  await report(result, { inputs, context: deps.context, checkedAt }, deps);
  const error = refusal(result);
  if (error !== undefined) throw error;
}

async function judge({ ref, policy, files, dependencies }: Inputs, root: string): Promise<Result> {
  const decision = decide(ref, policy);
  if (decision.kind === 'skip') return decision;
  if (files.length === 0) return resultOf(decision, []);
  // The parsers of the files are loaded only where files are listed.
  const { checkLockstep } = await import('./lockstep/check.ts');
  return resultOf(decision, await checkLockstep(decision.version, { root, listed: files, dependencies }));
}
