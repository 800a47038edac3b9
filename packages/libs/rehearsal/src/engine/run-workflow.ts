import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit';
import { type RunResult, run as runProgram } from '@gatehouse/process';
import { owner } from '../temporary-folder.ts';
import { actCommand, STAGED_TOKEN } from './act-command.ts';
import type { EventOrigin } from './act-event.ts';
import { ActLog } from './act-log.ts';
import { type EngineTrace, engineFailure } from './engine-end.ts';
import { keepLastWords } from './last-words.ts';
import { killLeftovers } from './leftovers.ts';
import { LegGuard } from './leg-guard.ts';
import { insistOnNode } from './node-version.ts';
import { hintFor } from './own-runner.ts';
import type { WorkflowResult } from './record.ts';
import { Recorder } from './recorder.ts';
import { makeScratch, type Scratch } from './scratch.ts';
import { type EngineEnd, resultOf } from './verdict.ts';
import { notPlayable } from './workflow-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

const TIMEOUT_MS = 600_000;

/**
 * Runs a workflow on this machine: act executes its jobs as plain processes, with the actions of `library`
 * as they are built and stand-ins for all others, against the services of the stage. A failed job is a
 * result, and is judged by its steps. An engine that dies, or whose report has a hole, gives a run that ended
 * with `engine-failed`. Nothing of the run is left when this returns.
 *
 * Not to be learned here, since act does not do it: fail-fast, concurrency groups, permissions, job
 * timeouts, and what runs behind a called workflow that failed (`not-seen`).
 *
 * Throws `NOT_PLAYABLE` for a workflow that needs what this machine has not, `NODE_TOO_OLD`, and
 * `EXECUTOR_FAILED` when act ran no job at all.
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
  const mark = `${owner()}.${randomUUID()}`;
  await writeFile(join(scratch.folder, 'event.json'), JSON.stringify(payloadOf(run)));

  const began = performance.now();
  const clock = () => performance.now() - began;
  const log = new ActLog([STAGED_TOKEN, ...Object.values(run.secrets ?? {})]);
  const recorder = new Recorder({ clock, callerOf: callers(scratch), onJob: run.onJob });
  const trace = { fatal: [] as string[], complaints: [] as string[], cutOff: [] as string[] };
  const stop = new AbortController();
  const guard = new LegGuard(run, scratch, { recorder, caller: callers(scratch), stop: () => stop.abort() });
  const { standIns } = scratch;
  const lastWords = await keepLastWords(scratch.folder, mark, { nodeFolder, standIns: standIns.folder });
  const read = (entry: string) => {
    const { line, isLast } = lastWords.hear(entry);
    const event = log.read(line);
    if (event === undefined || (isLast && event.kind === 'line' && event.text === '')) return;
    if (event.kind === 'executor' && event.level === 'error') trace.complaints.push(event.text);
    if (event.kind === 'executor' && event.level === 'fatal') trace.fatal.push(event.text);
    if (event.kind === 'cut-off') trace.cutOff.push(event.text);
    recorder.add(event);
    guard.see(event);
    run.onEvent?.(event);
  };

  const kill = () => void killLeftovers(mark);
  stop.signal.addEventListener('abort', kill, { once: true });
  run.signal?.addEventListener('abort', kill, { once: true });
  try {
    const programs = [lastWords.folder, standIns.folder, nodeFolder].filter((one) => one !== undefined);
    const command = actCommand(run, scratch, { attempt, mark, programs });
    const ended = await runProgram({
      command: run.act,
      args: command.args,
      env: command.env,
      // Not in the repository: act would read an .actrc that lies there.
      cwd: join(scratch.folder, 'start'),
      timeoutMs: run.timeoutMs ?? TIMEOUT_MS,
      graceMs: 0,
      signal: run.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, run.signal]),
      outputLimit: 1024 * 1024,
      onLine: read,
    });
    const jobs = recorder.jobs();
    const end = endOf(ended, guard, { ...trace, jobs, isKilled: run.signal?.aborted === true });
    const standInCalls = standIns.calls().map((call) => log.maskAll(call));
    return { ...resultOf({ run, scratch, attempt, end, jobs, durationMs: clock() }), standInCalls };
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

/**
 * The job that calls the workflow of an event, by the name that act puts before the workflow's own; each leg
 * of a call has a number behind that name.
 */
function callers({ main, called }: Scratch): (origin: EventOrigin) => string | undefined {
  return ({ path, jobId }) => {
    const isOwn = path.startsWith(`${main.name}/`) && main.jobs.some(({ id }) => id === jobId);
    if (isOwn) return undefined;
    return [...called].find(([id, workflow]) => {
      const job = main.jobs.find((one) => one.id === id);
      const [before = '', behind] = path.split(`/${workflow.name}/`);
      const name = job?.hasMatrix ? before.replace(/-\d+$/, '') : before;
      return behind !== undefined && name === job?.name;
    })?.[0];
  };
}

/** How the run ended; throws where there is nothing of it to show. */
function endOf(
  ended: Pick<RunResult, 'kind' | 'exitCode'>,
  { refused, labels, broken }: LegGuard,
  trace: Omit<EngineTrace, 'exitCode'> & { readonly isKilled: boolean },
): EngineEnd {
  if (trace.isKilled) return { kind: 'killed' };
  if (refused.length > 0) {
    const message = `This machine is not what the workflow needs: ${[...new Set(refused)].join('; ')}.`;
    throw notPlayable(message, hintFor(labels));
  }
  if (ended.kind === 'timed-out') return { kind: 'timed-out' };
  if (broken !== undefined) return { kind: 'engine-failed', because: broken };
  const because = engineFailure({ ...trace, exitCode: ended.exitCode });
  if (because === undefined) return { kind: 'completed' };
  if (trace.jobs.length > 0) return { kind: 'engine-failed', because };
  throw new ActionError({
    code: 'EXECUTOR_FAILED',
    message: `act could not run the workflow: ${because}`,
    hint: 'Check the workflow with actionlint; if it finds nothing, run the rehearsal again.',
  });
}
