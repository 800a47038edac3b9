import type { Group } from './group.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The runner sends SIGINT when a run is cancelled, SIGTERM 7.5 s later and kills 2.5 s after that, so
 * the groups have to be gone before
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation).
 */
const LONGEST_GRACE_MS = 5000;

/** A command that must not outlive this process. */
export interface Tie {
  /** To be called in the same breath in which the command is started. */
  readonly hold: (group: Group) => void;
  readonly release: () => void;
}

interface Held {
  group?: Group;
  readonly graceMs: number;
}

const open = new Set<Held>();
let ending: Promise<void> | undefined;

/**
 * Has SIGINT, SIGTERM and SIGHUP end the group that the tie holds before they end this process. A group
 * is a session of its own, so Ctrl-C in a terminal does not reach it unless it is passed on from here.
 * Made before the command is started: a signal that comes in between would leave the command alone.
 */
export function tieToOurLife(graceMs: number): Tie {
  if (open.size === 0) listen();
  const held: Held = { graceMs: Math.min(graceMs, LONGEST_GRACE_MS) };
  open.add(held);
  return {
    hold(group) {
      held.group = group;
    },
    release() {
      open.delete(held);
      if (open.size === 0 && ending === undefined) stopListening();
    },
  };
}

/** Settles when this process is not about to die of a signal; nothing is started or reported meanwhile. */
export async function untilNotInterrupted(): Promise<void> {
  await ending;
}

function interrupt(signal: NodeJS.Signals): void {
  if (ending !== undefined) killAll();
  ending ??= endAll().then(() => {
    ending = undefined;
    stopListening();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    // Another listener decides what this signal means, and this process goes on.
    else if (open.size > 0) listen();
  });
}

async function endAll(): Promise<void> {
  await Promise.all([...open].map(({ group, graceMs }) => group?.end(graceMs)));
}

function killAll(): void {
  for (const { group } of open) group?.kill();
}

function listen(): void {
  for (const signal of SIGNALS) process.on(signal, interrupt);
  process.on('exit', killAll);
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, interrupt);
  process.off('exit', killAll);
}
