import { quote } from '@gatehouse/action-kit';
import { createGitHubClient } from '@gatehouse/github-client';
import { type Remaining, remainingOf } from '@gatehouse/retry';
import { readSource } from '@gatehouse/text-source';
import { type Decision, decide } from './decide.ts';
import { type Deps, lintDeps, runnerDeps } from './deps.ts';
import { type Gathered, gather, withoutUnreleased } from './gather.ts';
import type { Inputs, MergeInputs } from './inputs.ts';
import { land } from './land.ts';
import { runLint } from './lint/run.ts';
import type { Ending, Seen } from './outcome.ts';
import { findUnreleased } from './released.ts';
import { outputsOf } from './report.ts';
import { summaryOf } from './summary.ts';
import type { Work } from './work.ts';

/** Merges the parts of the run, or only looks at the manifests. */
export async function run(inputs: Inputs, deps?: Deps): Promise<void> {
  switch (inputs.mode) {
    case 'merge':
      return runMerge(inputs, deps ?? runnerDeps());
    case 'lint':
      return runLint(inputs, deps === undefined ? lintDeps() : { ...deps, place: deps.context });
    default:
      return inputs satisfies never;
  }
}

/**
 * Gathers the parts, decides, merges them onto the head of the branch, writes once, proves and reports.
 * A failure is reported like a success, with what was seen until then.
 */
async function runMerge(inputs: MergeInputs, deps: Deps): Promise<void> {
  const seen: Seen = {};
  const report = async (ending: Ending) => {
    const outcome = { inputs, context: deps.context, ...seen, ending };
    deps.setOutputs(outputsOf(outcome));
    await deps.appendSummary(summaryOf(outcome));
  };
  let ending: Ending;
  try {
    ending = await merge(inputs, deps, seen);
  } catch (error) {
    await report({ kind: 'failed', error });
    throw error;
  }
  await report(ending);
}

async function merge(inputs: MergeInputs, deps: Deps, seen: Seen): Promise<Ending> {
  const { context, log } = deps;
  // One deadline for all: what one part of the work takes, the next one lacks.
  const remainingMs = remainingOf(inputs.writer.deadlineMs);
  const { names, repository } = inputs.rules;
  const only = inputs.unexpected === 'leave' ? new Set(inputs.expected) : undefined;
  const wanted = {
    partsDir: inputs.partsDir,
    target: inputs.target,
    rules: { serverUrl: context.serverUrl, repository, names },
    only,
    remainingMs,
  };
  const gathered = await gather(wanted, deps);
  seen.gathered = inputs.onlyReleased ? await onlyReleased(gathered, inputs, remainingMs, deps) : gathered;
  const decision = decide(seen.gathered, inputs);
  seen.decision = decision;
  if (decision.kind === 'refuse') throw decision.error;
  log.info(decision.coverage.reason);
  return land(inputs, workOf(inputs, decision, remainingMs, deps), remainingMs, deps, seen);
}

async function onlyReleased(
  gathered: Gathered,
  { rules, writer }: MergeInputs,
  remainingMs: Remaining,
  deps: Deps,
): Promise<Gathered> {
  if (gathered.combination.verdict !== 'combined') return gathered;
  const { context, fetch: send, log } = deps;
  const { token = '' } = writer;
  const client = createGitHubClient(
    { apiUrl: context.apiUrl, token, name: 'manifest-merge', remainingMs },
    { fetch: send, log },
  );
  const unreleased = await findUnreleased(gathered.combination.items, rules.repository, client);
  for (const { key, reason } of unreleased) log.warning(`${quote(key)} is left out: ${reason}.`);
  return withoutUnreleased(gathered, unreleased);
}

function workOf(
  { refresh, rules }: MergeInputs,
  { files, coverage }: Extract<Decision, { kind: 'merge' }>,
  remainingMs: Remaining,
  deps: Deps,
): Work {
  const { repository, runId, runAttempt } = deps.context;
  const reading = () => ({
    timeoutMs: remainingMs(),
    damagedCode: 'UNREADABLE' as const,
    read: (text: string) => text,
  });
  return {
    files,
    missing: coverage.missing,
    rules,
    // Whoever writes the same manifests is the same writer, whatever its workflow is called.
    run: { repository, runId, runAttempt, writer: rules.layout.path },
    refresh: refresh && { ...refresh, readUpstream: () => readSource(refresh.upstream, reading(), deps) },
  };
}
