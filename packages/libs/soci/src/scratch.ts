import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { messageOf, quote } from '@gatehouse/action-kit';
import type { Descriptor } from '@gatehouse/oci-client';
import { SociError } from './error.ts';

/** The folders of one conversion. */
export interface Scratch {
  /** The layout that the tool reads. */
  readonly input: string;
  /** The layout that it writes; not there before it runs. */
  readonly output: string;
  /** Where it has its own copies. */
  readonly temporary: string;
}

/** Makes the folders of a conversion in `folder`; what an earlier one left there is not taken for its output. */
export async function openScratch(folder: string): Promise<Scratch> {
  // The tool is told of them in its environment.
  const scratch = scratchIn(resolve(folder));
  await removeScratch(folder);
  await rm(scratch.output, { recursive: true, force: true });
  await mkdir(scratch.temporary, { recursive: true });
  return scratch;
}

/** Removes all but the output as soon as that can be; what cannot be removed goes with the caller's folder. */
export async function removeScratch(folder: string): Promise<void> {
  const { input, temporary } = scratchIn(folder);
  for (const path of [input, temporary]) await rm(path, { recursive: true, force: true }).catch(() => {});
}

/** Of the output, only what is pushed from it stays: the layers would fill the disk meanwhile. */
export async function keepOnly(output: string, added: readonly Descriptor[]): Promise<void> {
  const kept = new Set<string>(added.map(({ digest }) => digest));
  for (const algorithm of await readdir(join(output, 'blobs'))) {
    const folder = join(output, 'blobs', algorithm);
    for (const name of await readdir(folder)) {
      if (!kept.has(`${algorithm}:${name}`)) await rm(join(folder, name), { recursive: true });
    }
  }
}

/** Whether something was thrown by the file system. */
export function isFileSystemError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && 'syscall' in thrown && 'code' in thrown;
}

/** The error of a folder that cannot be used. */
export function diskError(folder: string, cause: NodeJS.ErrnoException): SociError {
  return new SociError({
    code: 'SOCI_DISK',
    message: `The scratch folder ${quote(folder)} could not be used: ${messageOf(cause)}.`,
    hint: 'Free disk space, or use a runner with a larger disk: a conversion needs room for three copies of the large layers.',
    cause,
  });
}

function scratchIn(folder: string): Scratch {
  return { input: join(folder, 'input'), output: join(folder, 'output'), temporary: join(folder, 'tmp') };
}
