import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;
/** After SIGKILL only the kernel can keep a process (an uninterruptible read); that is not waited for long. */
const KILL_MS = 1000;

/** A command with everything that it started. */
export interface Group {
  /** Nothing of it is left when this settles, at the latest a moment after `graceMs`. */
  end(graceMs: number): Promise<void>;
  /** Ends it at once, without waiting. For the exit of this process. */
  kill(): void;
}

/** The group that the child `pid` leads, ended in the way of `platform`. */
export function openGroup(pid: number, platform: NodeJS.Platform = process.platform): Group {
  return platform === 'win32' ? windowsGroup(pid) : posixGroup(pid);
}

function posixGroup(leader: number): Group {
  const kill = () => send(leader, 'SIGKILL');
  return {
    kill,
    async end(graceMs) {
      if (livingGroups(leader).length === 0) return;
      send(leader, 'SIGTERM');
      if (await gone(leader, graceMs)) return;
      kill();
      // What was forked in between is caught by the further rounds.
      await gone(leader, KILL_MS, kill);
    },
  };
}

async function gone(leader: number, withinMs: number, meanwhile = () => {}): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (livingGroups(leader).length > 0) {
    if (performance.now() >= until) return false;
    await sleep(POLL_MS);
    meanwhile();
  }
  return true;
}

function send(leader: number, signal: NodeJS.Signals): void {
  for (const group of livingGroups(leader)) signalGroup(group, signal);
}

function exists(group: number): boolean {
  return signalGroup(group, 0);
}

/** Whether there was somebody to receive it. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch (error) {
    // EPERM: there is a member, of another user (sudo), that only root could end.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The process groups of the session that `leader` opened which have a living member. A group of its own
 * is what timeout(1) and `set -m` make for their children, so the leader's group alone is not enough.
 * Zombies do not count: in a container job the first process is `tail`, which never collects them.
 * Where there is no /proc (macOS), the leader's group stands for all.
 */
function livingGroups(leader: number): readonly number[] {
  let entries: readonly string[];
  try {
    entries = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    entries = [];
  }
  if (entries.length === 0) return exists(leader) ? [leader] : [];
  const groups = new Set<number>();
  for (const entry of entries) {
    const member = readStat(entry);
    if (member?.session === leader && !/[ZX]/.test(member.state)) groups.add(member.group);
  }
  return [...groups];
}

/** State, group and session from /proc/PID/stat (proc_pid_stat(5)); the name in brackets may hold anything. */
function readStat(pid: string): { state: string; group: number; session: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state = '', , group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group), session: Number(session) };
  } catch {
    return undefined;
  }
}

/**
 * Windows has no signal that a console program must hear and no process group; `taskkill /T` walks the
 * tree from the leader, `/F` ends it. So there is no grace there, and a process whose parent has gone is
 * not found.
 */
export function windowsGroup(pid: number, start: typeof spawn = spawn): Group {
  const taskkill = () => start('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore' });
  return {
    kill: () => void taskkill().on('error', () => {}),
    end: () =>
      new Promise((resolve) =>
        taskkill()
          .on('close', () => resolve())
          .on('error', () => resolve()),
      ),
  };
}
