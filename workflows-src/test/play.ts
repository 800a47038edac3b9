import { spawnSync } from 'node:child_process';
import { evaluateAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import type { YamlJob, YamlWorkflow } from './sources.ts';

/** How a job ends. */
export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What a job leaves. */
export interface Ended {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
}

/** How the jobs before have ended, and whether the run was cancelled. */
export interface Situation {
  readonly needs: Readonly<Record<string, Ended>>;
  readonly inputs?: object;
  readonly cancelled?: boolean;
}

/**
 * Whether `job` starts, as GitHub decides it: without a status function in its `if:` it asks for
 * `success()`, and that is false when any job before it, at any distance, did not succeed.
 */
export function starts(job: YamlJob, ancestors: readonly Result[], situation: Situation): boolean {
  const { cancelled = false, needs, inputs = {} } = situation;
  const said = job.if ?? 'success()';
  const text = /\b(always|cancelled|failure|success)\(\)/.test(said) ? said : `success() && (${said})`;
  const success = !cancelled && ancestors.every((result) => result === 'success');
  const failure = !cancelled && ancestors.includes('failure');
  const direct = Object.fromEntries((job.needs ?? []).map((id) => [id, needs[id]]));
  const contexts = { needs: direct, inputs, github: { event_name: 'push', ref_name: 'main' } };
  return Boolean(evaluateAsGitHub(text, contexts, { cancelled, success, failure }));
}

/** What the jobs would do if they were started; without a word they succeed. */
export type Plays = Readonly<Record<string, Partial<Ended>>>;

/** Plays a whole run, and gives the result of each job; the verdict's own script judges. */
export function play({ jobs }: YamlWorkflow, plays: Plays, cancelledAfter?: string): Record<string, Result> {
  const needs: Record<string, Ended> = {};
  let cancelled = false;
  for (const [id, job] of Object.entries(jobs)) {
    const ancestors = [...above(id, jobs)].flatMap((one) => needs[one]?.result ?? []);
    const { result = 'success', outputs = {} } = plays[id] ?? {};
    const situation = { needs, cancelled };
    if (!starts(job, ancestors, situation)) needs[id] = { result: 'skipped', outputs: {} };
    else needs[id] = id === 'verdict' ? { result: judge(job, needs), outputs } : { result, outputs };
    cancelled ||= id === cancelledAfter;
  }
  return Object.fromEntries(Object.entries(needs).map(([id, { result }]) => [id, result]));
}

function above(id: string, jobs: YamlWorkflow['jobs']): Set<string> {
  const needs = jobs[id]?.needs ?? [];
  return new Set([...needs, ...needs.flatMap((need) => [...above(need, jobs)])]);
}

/** The exit codes of the verdict's scripts; the same values are judged the same. */
const judged = new Map<string, number | null>();

function judge({ steps }: YamlJob, needs: Situation['needs']): Result {
  if (steps.length === 0) throw new Error('The verdict has no steps.');
  return steps.every((step) => ends(step, needs) === 0) ? 'success' : 'failure';
}

function ends(
  { env = {}, run = 'exit 2' }: YamlJob['steps'][number],
  needs: Situation['needs'],
): number | null {
  const values = Object.entries(env).map(([name, text]) => [
    name,
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) =>
      String(evaluateAsGitHub(expression, { needs, inputs: {} })),
    ),
  ]);
  const key = `${run}\n${JSON.stringify(values)}`;
  const status =
    judged.get(key) ??
    spawnSync('bash', ['-eo', 'pipefail', '-c', run], {
      env: { PATH: process.env.PATH, ...Object.fromEntries(values) },
    }).status;
  judged.set(key, status);
  return status;
}
