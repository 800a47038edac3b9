import { tmpdir } from 'node:os';
import {
  appendSummary,
  type Log,
  quote,
  type RunContext,
  readRunContext,
  runnerLog,
  setOutputs,
} from '@gatehouse/action-kit';
import { createGitHubClient } from '@gatehouse/github-client';
import { downloadParts } from '@gatehouse/parts';
import { run as exec } from '@gatehouse/process';
import { readSource } from '@gatehouse/text-source';
import { type Decision, decide } from './decide.ts';
import { type Gathered, gather, withoutUnreleased } from './gather.ts';
import type { Inputs } from './inputs.ts';
import { land } from './land.ts';
import type { Work } from './propose.ts';
import { findUnreleased } from './released.ts';
import { type Ending, outputsOf, type Seen } from './report.ts';
import { summaryOf } from './summary.ts';

/** What the action needs from the world. */
export interface Deps {
  readonly context: RunContext;
  readonly log: Log;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly fetch: typeof fetch;
  readonly exec: typeof exec;
  readonly downloadParts: typeof downloadParts;
  readonly setOutputs: typeof setOutputs;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

function runnerDeps(): Deps {
  const temp = process.env.RUNNER_TEMP || tmpdir();
  const context = readRunContext();
  return { context, log: runnerLog, temp, fetch, exec, downloadParts, setOutputs, appendSummary };
}

/**
 * Gathers the parts, decides, merges them onto the head of the branch, writes once, proves and reports.
 * A failure is reported like a success, with what was seen until then.
 */
export async function run(inputs: Inputs, deps: Deps = runnerDeps()): Promise<void> {
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

async function merge(inputs: Inputs, deps: Deps, seen: Seen): Promise<Ending> {
  const { context, log } = deps;
  const { names, repository } = inputs.rules;
  const only = inputs.unexpected === 'leave' ? new Set(inputs.expected) : undefined;
  const wanted = {
    partsDir: inputs.partsDir,
    rules: { serverUrl: context.serverUrl, repository, names },
    only,
  };
  const gathered = await gather(wanted, deps);
  seen.gathered = inputs.onlyReleased ? await onlyReleased(gathered, inputs, deps) : gathered;
  const decision = decide(seen.gathered, inputs);
  seen.decision = decision;
  if (decision.kind === 'refuse') throw decision.error;
  log.info(decision.coverage.reason);
  return land(inputs, workOf(inputs, decision, deps), deps, seen);
}

async function onlyReleased(gathered: Gathered, { rules, writer }: Inputs, deps: Deps): Promise<Gathered> {
  if (gathered.combination.verdict !== 'combined') return gathered;
  const { context, fetch: send, log } = deps;
  const { deadlineMs, token = '' } = writer;
  const client = createGitHubClient(
    { apiUrl: context.apiUrl, token, name: 'manifest-merge', remainingMs: () => deadlineMs },
    { fetch: send, log },
  );
  const unreleased = await findUnreleased(gathered.combination.entries, rules.repository, client);
  for (const { key, reason } of unreleased) log.warning(`${quote(key)} is left out: ${reason}.`);
  return withoutUnreleased(gathered, unreleased);
}

function workOf(
  { refresh, rules, writer }: Inputs,
  { files, coverage }: Extract<Decision, { kind: 'merge' }>,
  deps: Deps,
): Work {
  const { repository, runId, runAttempt } = deps.context;
  const reading = { timeoutMs: writer.deadlineMs, damagedCode: 'UNREADABLE', read: (text: string) => text };
  return {
    files,
    missing: coverage.missing,
    rules,
    // Whoever writes the same manifests is the same writer, whatever its workflow is called.
    run: { repository, runId, runAttempt, writer: rules.layout.path },
    refresh: refresh && { ...refresh, readUpstream: () => readSource(refresh.upstream, reading, deps) },
  };
}
