import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a folder is for; part of its name. */
export type FolderPurpose = 'copy' | 'inputs' | 'racer' | 'run' | 'scenario' | 'scene' | 'step';

/**
 * Makes a folder for this process in the system's folder for such things. Its name says whose it is, so that
 * {@link sweepFolders} finds it where the process was killed.
 */
export function makeTemporaryFolder(purpose: FolderPurpose): Promise<string> {
  return mkdtemp(join(tmpdir(), `gatehouse-${purpose}-${owner()}-`));
}

/** Whose something is: this process, on this machine. Containers that share a folder are machines of their own. */
export function owner(): string {
  return `${machine()}.${process.pid}`;
}

/** Whether the process of an {@link owner} is known to be gone: it was of this machine, and its id is free. */
export function isGone(text: string): boolean {
  const [, host, pid] = /^(.*)\.(\d+)$/.exec(text) ?? [];
  return host === machine() && pid !== undefined && !isAlive(Number(pid));
}

/** Removes the folders of processes that are gone; those of others and of this one stay. */
export async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, of] = /^gatehouse-[a-z]+-(.+\.\d+)-\w{6}$/.exec(name) ?? [];
    if (of === undefined || !isGone(of)) continue;
    // Another user's stays.
    await rm(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

function machine(): string {
  return hostname().replace(/[^A-Za-z0-9]+/g, '-') || 'machine';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
