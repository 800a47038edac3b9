import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit';
import { run as runProgram } from '@gatehouse/process';
import { actCommand, STAGED_TOKEN } from './act-command.ts';
import type { EventOrigin } from './act-event.ts';
import { ActLog } from './act-log.ts';
import { keepLastWords } from './last-words.ts';
import { killLeftovers } from './leftovers.ts';
import { insistOnNode } from './node-version.ts';
import type { WorkflowResult } from './record.ts';
import { Recorder } from './recorder.ts';
import { makeScratch, type Scratch } from './scratch.ts';
import { resultOf } from './verdict.ts';
import { notPlayable } from './workflow-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

const TIMEOUT_MS = 600_000;

/**
 * Runs a workflow on this machine: act executes its jobs as plain processes, with the actions of `library`
 * as they are built and stand-ins for all others, against the services of the stage. A failed job is a
 * result, and is judged by its steps, not by act's exit code. Nothing of the run is left when this returns.
 *
 * Not to be learned here, since act does not do it: fail-fast, concurrency groups, permissions, job
 * timeouts, and what runs behind a called workflow that failed (`unknown`).
 *
 * Throws `NOT_PLAYABLE` for a workflow that needs what this machine has not, `NODE_TOO_OLD`, and
 * `EXECUTOR_FAILED` when act itself could not go on.
 */
export async function runWorkflow(run: WorkflowRun): Promise<WorkflowResult> {
  const nodeFolder = run.nodeFolder ?? dirname(process.execPath);
  await insistOnNode(nodeFolder);
  const scratch = await makeScratch(run);
  try {
    return await execute(run, scratch, nodeFolder);
  } finally {
    await rm(scratch.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function execute(run: WorkflowRun, scratch: Scratch, nodeFolder: string): Promise<WorkflowResult> {
  const attempt = (run.rerunOf?.attempt ?? 0) + 1;
  const mark = randomUUID();
  await writeFile(join(scratch.folder, 'event.json'), JSON.stringify(payloadOf(run)));

  const began = performance.now();
  const clock = () => performance.now() - began;
  const log = new ActLog([STAGED_TOKEN, ...Object.values(run.secrets ?? {})]);
  const recorder = new Recorder({ clock, callerOf: callers(scratch), onJob: run.onJob });
  const complaints: string[] = [];
  const lastWords = await keepLastWords(scratch.folder, mark, nodeFolder);
  const read = (entry: string) => {
    const { line, isLast } = lastWords.hear(entry);
    const event = log.read(line);
    if (event === undefined || (isLast && event.kind === 'line' && event.text === '')) return;
    if (event.kind === 'executor' && event.level === 'error') complaints.push(event.text);
    if (event.kind === 'no-runner') {
      complaints.push(`no machine answers to the label ${event.label} of the job ${event.origin.jobId}`);
    }
    recorder.add(event);
    run.onEvent?.(event);
  };

  const kill = () => void killLeftovers(mark);
  run.signal?.addEventListener('abort', kill, { once: true });
  try {
    const programs = [lastWords.folder, nodeFolder];
    const command = actCommand(run, scratch, { attempt, mark, programs });
    const ended = await runProgram({
      command: run.act,
      args: command.args,
      env: command.env,
      // Not in the repository: act would read an .actrc that lies there.
      cwd: join(scratch.folder, 'start'),
      timeoutMs: run.timeoutMs ?? TIMEOUT_MS,
      graceMs: 0,
      signal: run.signal,
      outputLimit: 1024 * 1024,
      onLine: read,
    });
    const ending = run.signal?.aborted ? 'killed' : ended.kind === 'timed-out' ? 'timed-out' : 'completed';
    if (ending === 'completed') insistOnEnd(ended.exitCode, complaints, recorder.jobs().length);
    return resultOf({ run, scratch, attempt, ending, jobs: recorder.jobs(), durationMs: clock() });
  } finally {
    run.signal?.removeEventListener('abort', kill);
    await killLeftovers(mark);
  }
}

/** `github.event`; the inputs in it are texts, whatever their types are. */
function payloadOf({ event, inputs = {}, scene, workflow }: WorkflowRun): Record<string, unknown> {
  const texts = Object.entries(inputs).map(([name, value]) => [name, String(value)]);
  return {
    ref: event.ref ?? `refs/heads/${scene.branch}`,
    ...(workflow.kind === 'file' ? { inputs: Object.fromEntries(texts) } : {}),
    ...event.payload,
  };
}

/** The job that calls the workflow of an event, by the name that act puts before the workflow's own. */
function callers({ main, called }: Scratch): (origin: EventOrigin) => string | undefined {
  return ({ path, jobId }) => {
    const isOwn = path.startsWith(`${main.name}/`) && main.jobs.some(({ id }) => id === jobId);
    if (isOwn) return undefined;
    return [...called].find(([id, workflow]) =>
      path.startsWith(`${main.jobs.find((job) => job.id === id)?.name}/${workflow.name}/`),
    )?.[0];
  };
}

/** act ends with 1 when a job failed, which is a result; anything else it complains of is not. */
function insistOnEnd(exitCode: number | undefined, complaints: readonly string[], jobs: number): void {
  const others = complaints.filter((text) => !/^Error: (Job '.*' failed|exit status)/.test(text));
  const unknownLabel = others.find((text) => text.startsWith('no machine'));
  if (unknownLabel !== undefined) {
    throw notPlayable(`The workflow cannot be played: ${unknownLabel}.`, 'Add the label to runnerLabels.');
  }
  if ((exitCode === 0 || exitCode === 1) && (jobs > 0 || others.length === 0)) return;
  throw new ActionError({
    code: 'EXECUTOR_FAILED',
    message: `act ended with ${exitCode ?? 'a signal'}: ${others.slice(0, 5).join('\n') || 'it says nothing'}`,
    hint: 'Check the workflow with actionlint; if it is sound, run the rehearsal again.',
  });
}
