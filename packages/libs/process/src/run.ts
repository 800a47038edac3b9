import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Capture } from './capture.ts';
import type { Command, Ending, Output, RunResult, Stream } from './command.ts';
import { type Group, openGroup } from './group.ts';
import { tieToOurLife, untilNotInterrupted } from './interruption.ts';
import { Lines } from './lines.ts';
import { type Outputs, realPipes, SOCKETS } from './outputs.ts';

const GRACE_MS = 5000;
const OUTPUT_LIMIT = 64 * 1024 * 1024;
/** What setTimeout can hold: some 24 days. */
const LONGEST_MS = 2 ** 31 - 1;
/** Time for what stands in a pipe already, when no writer of ours is left. */
const DRAIN_MS = 100;

/**
 * Runs `command` to its end, at most `timeoutMs` and then `graceMs` long. When it returns, nothing that
 * the command started is left, on the side of success too (a daemon that opened a session of its own is
 * not its process any more; it is left alone, and its hold on the output is not waited for). SIGINT,
 * SIGTERM and SIGHUP of this process end the command first and this process after it.
 *
 * Throws what the system says when it cannot start any process at all (E2BIG, EMFILE, ENOMEM, …).
 */
export async function run(command: Command): Promise<RunResult> {
  const outputs = command.reopenable ? await realPipes() : SOCKETS;
  await untilNotInterrupted();
  const output = capture(command);
  if (command.signal?.aborted) {
    outputs.release();
    return { kind: 'aborted', exitCode: undefined, ...output.result() };
  }
  const tie = tieToOurLife(command.graceMs ?? GRACE_MS);
  try {
    const child = start(command, outputs);
    const failure = once(child, 'error').then(([error]) => error as NodeJS.ErrnoException);
    if (child.pid === undefined) {
      return { ...(await notStarted(command, await failure)), ...output.result() };
    }
    const group = openGroup(child.pid);
    tie.hold(group);
    const streams = Object.entries(outputs.read(child)) as [Stream, Readable | null][];
    const closed = output.read(streams);
    const ending = await untilEnded(command, child, group, closed).finally(() => letGo(child, streams));
    return { ...ending, ...output.result() };
  } finally {
    tie.release();
  }
}

/** Waits until the command and all that it started are gone; `closed` settles when nobody can write more. */
async function untilEnded(
  command: Command,
  child: ChildProcess,
  group: Group,
  closed: Promise<unknown>,
): Promise<Ending> {
  const { graceMs = GRACE_MS } = command;
  const stop = stopper(command);
  try {
    const ending = await Promise.race([exitOf(child), stop.asked]);
    // Whoever still holds the output may be writing its last lines.
    if (ending.kind === 'exited' || ending.kind === 'signalled') {
      await Promise.race([closed, stop.asked, stop.after(graceMs)]);
    }
    await group.end(graceMs);
    await Promise.race([closed, stop.after(DRAIN_MS)]);
    await untilNotInterrupted();
    return ending;
  } finally {
    stop.clear();
  }
}

function letGo(child: ChildProcess, streams: readonly [Stream, Readable | null][]): void {
  child.stdin?.destroy();
  for (const [, stream] of streams) stream?.destroy();
  child.unref();
}

function start({ command, args = [], cwd, env, input }: Command, outputs: Outputs): ChildProcess {
  try {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: [input === undefined ? 'ignore' : 'pipe', ...outputs.stdio],
      // A session and process group of its own (setsid(2)). On Windows it would only open a window.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    // A command may end without reading its input; its exit code tells whether that was right.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
    return child;
  } finally {
    outputs.release();
  }
}

async function notStarted({ cwd }: Command, error: NodeJS.ErrnoException): Promise<Ending> {
  if (error.code !== 'ENOENT' && error.code !== 'EACCES') throw error;
  // spawn reports a missing working directory as if the program were missing.
  const usable =
    cwd === undefined ||
    (await stat(cwd).then(
      (found) => found.isDirectory(),
      () => false,
    ));
  return { kind: 'not-found', exitCode: undefined, code: error.code, missing: usable ? 'command' : 'cwd' };
}

async function exitOf(child: ChildProcess): Promise<Ending> {
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal === null
    ? { kind: 'exited', exitCode: exitCode ?? 0 }
    : { kind: 'signalled', exitCode: undefined, signal };
}

function stopper({ timeoutMs, signal }: Command) {
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number) =>
    new Promise<void>((resolve) => timers.push(setTimeout(resolve, Math.min(ms, LONGEST_MS))));
  const { promise: aborted, resolve: abort } = Promise.withResolvers<Ending>();
  const onAbort = () => abort({ kind: 'aborted', exitCode: undefined });
  signal?.addEventListener('abort', onAbort, { once: true });
  const timedOut = after(timeoutMs).then(
    (): Ending => ({ kind: 'timed-out', exitCode: undefined, timeoutMs }),
  );
  return {
    asked: Promise.race([timedOut, aborted]),
    after,
    clear() {
      timers.forEach(clearTimeout);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

function capture({ outputLimit = OUTPUT_LIMIT, onLine }: Command) {
  const kept = { stdout: new Capture(outputLimit), stderr: new Capture(outputLimit) };
  const lines = (stream: Stream) => new Lines((line) => onLine?.(line, stream));
  const told = { stdout: lines('stdout'), stderr: lines('stderr') };
  return {
    /** Settles when both streams are at their end. */
    read(streams: readonly [Stream, Readable | null][]): Promise<unknown> {
      for (const [name, stream] of streams) {
        stream?.on('data', (chunk: Buffer) => {
          kept[name].write(chunk);
          if (onLine) told[name].write(chunk);
        });
      }
      return Promise.all(
        streams.map(
          ([, stream]) => new Promise((resolve) => stream?.once('close', resolve).on('error', resolve)),
        ),
      );
    },
    result(): Output {
      told.stdout.end();
      told.stderr.end();
      return {
        stdout: kept.stdout.text,
        stderr: kept.stderr.text,
        stdoutBytes: kept.stdout.bytes,
        cutBytes: kept.stdout.cutBytes + kept.stderr.cutBytes,
      };
    },
  };
}
