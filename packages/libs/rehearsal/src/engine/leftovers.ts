import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isGone } from '../temporary-folder.ts';

/** The variable by which every process of a run is known: a step inherits it, and so does what it starts. */
export const RUN_MARK = 'GATEHOUSE_REHEARSAL_RUN';

const SWEEPS = 50;

/**
 * Kills whatever still runs of the run with this mark, act itself included, and returns when nothing does.
 * act gives each step a session of its own, so ending act's process group does not reach them. Descendants
 * and members of a marked session count too, since a program may clean its environment. Where there is no
 * /proc (macOS), what act leaves behind hears the hang-up of its terminal, as in a closed window.
 */
export async function killLeftovers(mark: string): Promise<void> {
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const pids = membersOf(mark);
    if (pids.length === 0) return;
    for (const pid of pids) kill(pid);
    await pause(5);
  }
}

/** Kills what is left of runs whose rehearsal was killed itself; those of living ones go on. */
export async function killOrphans(): Promise<void> {
  const marks = new Set(names().flatMap((name) => markOf(name) ?? []));
  for (const mark of marks) {
    // The mark is that of its owner, with an id of the run behind it.
    if (isGone(mark.replace(/\.[^.]*$/, ''))) await killLeftovers(mark);
  }
}

function markOf(name: string): string | undefined {
  try {
    const entry = readFileSync(`/proc/${name}/environ`, 'utf8')
      .split('\0')
      .find((one) => one.startsWith(`${RUN_MARK}=`));
    return entry?.slice(RUN_MARK.length + 1);
  } catch {
    return undefined; // gone meanwhile, or another user's
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  readonly marked: boolean;
}

function membersOf(mark: string): readonly number[] {
  const processes = readProcesses(mark);
  const members = new Set(processes.filter(({ marked }) => marked).map(({ pid }) => pid));
  for (let size = -1; size !== members.size; ) {
    size = members.size;
    for (const { pid, parent, session } of processes) {
      if (members.has(parent) || members.has(session)) members.add(pid);
    }
  }
  members.delete(process.pid);
  return [...members];
}

function readProcesses(mark: string): readonly Process[] {
  const entry = `${RUN_MARK}=${mark}`;
  return names().flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const [state = '', parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (/[ZX]/.test(state)) return [];
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8');
      const marked = environment.split('\0').includes(entry);
      return [{ pid: Number(name), parent: Number(parent), session: Number(session), marked }];
    } catch {
      return []; // gone meanwhile, or another user's
    }
  });
}

function names(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone meanwhile
  }
}
