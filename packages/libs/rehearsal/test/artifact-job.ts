import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@gatehouse/process';
import { runtimeEnvironment, type Stage } from '../src/index.ts';
import type { ClientStep } from './artifact-client.ts';

/** Where the service's methods are. */
export const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService';

/** What became of one step of the client. */
export type Outcome = { readonly value: unknown } | { readonly error: string };

/** An artifact as the client lists it. */
export interface Listed {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly digest: string;
}

export interface JobOptions {
  readonly attempt?: number;
  readonly runId?: number;
  readonly name?: string;
}

/** The variables of one job of a staged run. */
export function jobEnvironment(
  stage: Stage,
  folder: string,
  { attempt = 1, runId = 77, name = 'build' }: JobOptions = {},
): Record<string, string> {
  return runtimeEnvironment(stage, {
    repository: 'octo/widgets',
    runId,
    runAttempt: attempt,
    job: name,
    sha: 'a'.repeat(40),
    workspace: folder,
    temp: folder,
  });
}

/** Plays `steps` through GitHub's client in a process of its own. */
export async function playJob(
  stage: Stage,
  temp: string,
  steps: readonly ClientStep[],
  options: JobOptions = {},
): Promise<{ readonly outcomes: readonly Outcome[]; readonly log: string }> {
  const folder = join(temp, `job-${Object.values(options).join('-')}`);
  await mkdir(folder, { recursive: true });
  const { stdout, stderr } = await run({
    command: process.execPath,
    args: [join(import.meta.dirname, 'artifact-client.ts'), JSON.stringify(steps)],
    env: { PATH: process.env.PATH, ...jobEnvironment(stage, folder, options) },
    timeoutMs: 60_000,
  });
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('[')) throw new Error(`The client ended early: ${stdout}\n${stderr}`);
  return { outcomes: JSON.parse(last), log: stdout };
}

/** The value of a step that went well. */
export function value<T>(outcome: Outcome | undefined): T {
  if (outcome !== undefined && 'value' in outcome) return outcome.value as T;
  throw new Error(`The step failed: ${outcome?.error ?? 'there is no such step'}`);
}

/** The message of a step that failed. */
export function errorOf(outcome: Outcome | undefined): string {
  return outcome !== undefined && 'error' in outcome ? outcome.error : 'no error';
}

/** A call of the service without a client. */
export async function callService(
  stage: Stage,
  method: string,
  body: object,
  authorization = `Bearer ${jobEnvironment(stage, '').ACTIONS_RUNTIME_TOKEN}`,
): Promise<{ readonly status: number; readonly body: Record<string, string> }> {
  const answer = await fetch(`${stage.url}${SERVICE}/${method}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      workflow_run_backend_id: 'run-77',
      workflow_job_run_backend_id: 'build-1',
      ...body,
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

/** The address at which the bytes of a new artifact are put. */
export async function uploadUrl(stage: Stage, name = 'part'): Promise<string> {
  const { body } = await callService(stage, 'CreateArtifact', { name, version: 4 });
  return body.signed_upload_url ?? '';
}

/** A whole upload without a client. */
export async function uploadByHand(stage: Stage, name: string): Promise<void> {
  await fetch(await uploadUrl(stage, name), { method: 'PUT', body: name });
  await callService(stage, 'FinalizeArtifact', { name, size: String(name.length), hash: 'sha256:0' });
}
