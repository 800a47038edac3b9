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
  return signalledGroup(() => ({ living: livingGroups(leader), isSure: true }), signalGroup);
}

/** What a look at the running processes shows of a group. */
export interface Members {
  /** What can be signalled. */
  readonly living: readonly number[];
  /** Whether that is known to be all. */
  readonly isSure: boolean;
}

/** A group that hears signals: SIGTERM, a grace period, and SIGKILL until nothing of it is left. */
export function signalledGroup(
  look: () => Members,
  signal: (target: number, signal: NodeJS.Signals) => void,
): Group {
  const kill = () => {
    for (const target of look().living) signal(target, 'SIGKILL');
  };
  return {
    kill,
    async end(graceMs) {
      const asked = new Set<number>();
      const ask = ({ living }: Members) => {
        for (const target of living) if (!asked.has(target)) signal(target, 'SIGTERM');
        for (const target of living) asked.add(target);
      };
      if (await gone(look, graceMs, ask)) return;
      kill();
      // What was forked in between is caught by the further rounds.
      await gone(look, KILL_MS, kill);
    },
  };
}

async function gone(
  look: () => Members,
  withinMs: number,
  meanwhile: (members: Members) => void,
): Promise<boolean> {
  const until = performance.now() + withinMs;
  for (;;) {
    const members = look();
    if (members.living.length === 0 && members.isSure) return true;
    meanwhile(members);
    if (performance.now() >= until) return false;
    await sleep(POLL_MS);
  }
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

/** What /proc/PID/stat says of a process (proc_pid_stat(5)). */
export interface ProcessStat {
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** When it was started, in ticks of 10 ms since the machine was. */
  readonly startTicks: number;
}

/** The name in brackets may hold anything. */
export function readStat(pid: string): ProcessStat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent = 0, group = 0, session = 0] = fields.map(Number);
    return { state, parent, group, session, startTicks: Number(fields[18]) };
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
