import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { exec } from '@actions/exec';
import { messageOf, quote } from '@gatehouse/action-kit';
import { Capture, type Group, markedGroup, tieToOurLife, untilNotInterrupted } from '@gatehouse/process';
import { toolLog } from './tool-log.ts';

/** How a tool is run. */
export interface ToolTerms {
  /** How long it may run, in milliseconds. */
  readonly timeoutMs: number;
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Between SIGTERM and SIGKILL, in milliseconds. Default: 5000. */
  readonly graceMs?: number | undefined;
  /** Where its command line and its output are shown. Default: standard output. */
  readonly write?: ((text: string) => void) | undefined;
}

/** How a tool ended. */
export type ToolEnding =
  | { readonly kind: 'exited'; readonly exitCode: number }
  /** By a signal that did not come from here; the toolkit does not say which. */
  | { readonly kind: 'killed' }
  | { readonly kind: 'timed-out'; readonly timeoutMs: number }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'not-started'; readonly reason: string };

/** How a tool ended, and the head and the tail of what it wrote. */
export type ToolRun = ToolEnding & { readonly stdout: string; readonly stderr: string };

/** By this the processes of one run are known; see `markedGroup`. */
const MARK = 'GATEHOUSE_TOOL_RUN';
const GRACE_MS = 5000;
const KEPT_BYTES = 256 * 1024;
/** What setTimeout can hold: some 24 days. */
const LONGEST_MS = 2 ** 31 - 1;
const POLL_MS = 20;
/** After SIGKILL only the kernel can keep a process; that is not waited for long. */
const KILLED_MS = 2000;

/**
 * Runs a tool through `@actions/exec`, so that its log reads as everywhere in GitHub Actions, and keeps the deadline,
 * which the toolkit cannot. When this returns, nothing that the tool started is left, on the side of success too.
 * SIGINT, SIGTERM and SIGHUP end the tool first and this process after it. Linux only.
 */
export async function runTool(
  path: string,
  args: readonly string[],
  terms: ToolTerms & { readonly log: 'shown' | 'silent' },
): Promise<ToolRun> {
  const { timeoutMs, signal, graceMs = GRACE_MS } = terms;
  await untilNotInterrupted();
  const kept = { stdout: new Capture(KEPT_BYTES), stderr: new Capture(KEPT_BYTES) };
  const output = () => ({ stdout: kept.stdout.text, stderr: kept.stderr.text });
  if (signal?.aborted) return { kind: 'aborted', ...output() };
  if (isTooLong(args)) return { kind: 'not-started', reason: 'its arguments are too long', ...output() };
  if (timeoutMs <= 0) return { kind: 'timed-out', timeoutMs: 0, ...output() };
  const mark = randomUUID();
  const group = markedGroup(`${MARK}=${mark}`);
  const tie = tieToOurLife(graceMs);
  tie.hold(group);
  const log = toolLog(terms.write);
  const stop = stopper(timeoutMs, signal);
  const ended = exec(`"${path.replaceAll('"', '\\"')}"`, [...args], {
    env: { ...terms.env, [MARK]: mark },
    silent: terms.log === 'silent',
    outStream: log.stream,
    ignoreReturnCode: true,
    delay: graceMs,
    listeners: {
      stdout: (data) => kept.stdout.write(data),
      stderr: (data) => kept.stderr.write(data),
    },
  }).then(endingOf, notStarted);
  try {
    const ending = await Promise.race([ended, stop.asked]);
    await endAll(group, ended, graceMs);
    await untilNotInterrupted();
    return { ...ending, ...output() };
  } finally {
    stop.clear();
    log.end();
    tie.release();
  }
}

/**
 * Linux takes 128 KiB in one argument and some MiB in all (execve(2)). Where it refuses, `@actions/exec` never settles
 * and leaves a rejection that no one can handle.
 */
function isTooLong(args: readonly string[]): boolean {
  const sizes = args.map((arg) => Buffer.byteLength(arg) + 1);
  return sizes.some((size) => size > 128 * 1024) || sizes.reduce((sum, size) => sum + size, 0) > 1024 * 1024;
}

/** A child that is only about to be started when the time is up has no mark yet, so the first round may miss it. */
async function endAll(group: Group, ended: Promise<unknown>, graceMs: number): Promise<void> {
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });
  const until = performance.now() + graceMs + KILLED_MS;
  await group.end(graceMs);
  while (!isOver && performance.now() < until) {
    await Promise.race([over, sleep(POLL_MS)]);
    group.kill();
  }
  await group.end(0);
}

/** The toolkit gives the exit code as Node does: `null` after a signal, whatever its types say. */
function endingOf(exitCode: number | null): ToolEnding {
  return exitCode === null ? { kind: 'killed' } : { kind: 'exited', exitCode };
}

function notStarted(thrown: unknown): ToolEnding {
  return { kind: 'not-started', reason: quote(messageOf(thrown)) };
}

function stopper(timeoutMs: number, signal: AbortSignal | undefined) {
  const { promise: asked, resolve } = Promise.withResolvers<ToolEnding>();
  const timer = setTimeout(() => resolve({ kind: 'timed-out', timeoutMs }), Math.min(timeoutMs, LONGEST_MS));
  const onAbort = () => resolve({ kind: 'aborted' });
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    asked,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
