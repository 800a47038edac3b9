import { readdirSync, readFileSync } from 'node:fs';
import { type Group, type Members, readStat, signalledGroup } from './group.ts';

/** While a process becomes another program its environment reads as empty; one that stays so has none. */
const UNSURE_MS = 500;
const TICKS_PER_SECOND = 100;

/**
 * A command that something else starts, such as `@actions/exec`, which gives no hold on its child: everything
 * that is started from now on with `mark`, a `NAME=value` of its own, in its environment, and what that starts. Neither
 * a session of its own nor the end of its parent saves a process from it; one that drops its environment and outlives
 * its parent does get away. The runner finds orphans by `RUNNER_TRACKING_ID` in the same way (actions/runner,
 * `ProcessExtensions.cs`). Linux only: elsewhere nothing is found.
 */
export function markedGroup(mark: string): Group {
  const sinceTicks = nowTicks();
  const emptySince = new Map<string, number>();
  return signalledGroup(() => look(mark, sinceTicks, emptySince), signalProcess);
}

function look(mark: string, sinceTicks: number, emptySince: Map<string, number>): Members {
  const parents = new Map<number, number>();
  const found = new Set<number>();
  let isSure = true;
  for (const pid of processes()) {
    const stat = readStat(pid);
    if (stat === undefined || /[ZX]/.test(stat.state) || stat.startTicks < sinceTicks) continue;
    parents.set(Number(pid), stat.parent);
    const environment = environmentOf(pid);
    if (environment.includes(mark)) found.add(Number(pid));
    const isEmpty = environment.length === 0;
    if (isEmpty && !isOld(emptySince, `${pid} ${stat.startTicks}`)) isSure = false;
  }
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return { living: [...found], isSure };
}

/** At the latest the time that it is, on the clock of {@link readStat}. */
function nowTicks(): number {
  const started = readStat('self')?.startTicks ?? 0;
  return started + Math.floor(process.uptime() * TICKS_PER_SECOND) - 1;
}

function isOld(emptySince: Map<string, number>, key: string): boolean {
  const now = performance.now();
  const since = emptySince.get(key) ?? now;
  emptySince.set(key, since);
  return now - since >= UNSURE_MS;
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** One line where it cannot be read: a process of another user keeps it to itself (proc_pid_environ(5)). */
function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').filter(Boolean);
  } catch {
    return ['unreadable'];
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone, or another user's.
  }
}
