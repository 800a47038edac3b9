import { type ChildProcess, execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Stream } from './command.ts';

/** Where a command writes, and where this process reads it. */
export interface Outputs {
  /** For `stdio` of spawn: standard output and standard error. */
  readonly stdio: readonly ['pipe' | number, 'pipe' | number];
  readonly read: (child: ChildProcess) => Readonly<Record<Stream, Readable | null>>;
  /** Lets go of the writers' ends. To be called when the command was started, or could not be. */
  readonly release: () => void;
}

/** The sockets that Node makes; good for everything but scripts that open /dev/stdout by name. */
export const SOCKETS: Outputs = {
  stdio: ['pipe', 'pipe'],
  read: ({ stdout, stderr }) => ({ stdout, stderr }),
  release() {},
};

/**
 * Real pipes. Linux refuses to open a socket again (ENXIO), so `tee /dev/stderr` or `> /dev/stdout` fails
 * on what Node gives to its children, while it works under the runner and in every terminal. Node has no
 * pipe(2); a fifo without a name left is the same. Elsewhere, and without mkfifo(1), sockets it is.
 */
export async function realPipes(): Promise<Outputs> {
  if (process.platform !== 'linux') return SOCKETS;
  const folder = await mkdtemp(join(tmpdir(), 'pipes-'));
  try {
    const [out, err] = [join(folder, 'stdout'), join(folder, 'stderr')];
    await promisify(execFile)('mkfifo', ['-m', '600', out, err]);
    const [stdout, stderr] = [openBothEnds(out), openBothEnds(err)];
    return {
      stdio: [stdout.write, stderr.write],
      read: () => ({ stdout: stdout.read, stderr: stderr.read }),
      release: () => [stdout.write, stderr.write].forEach(closeSync),
    };
  } catch {
    return SOCKETS;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The reader goes first, or either end would wait for the other. It flows from the start, so that it also
 * comes to its end when the command could not be started.
 */
function openBothEnds(path: string): { readonly read: Readable; readonly write: number } {
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const write = openSync(path, 'w');
  return { read: new Socket({ fd: reader, readable: true, writable: false }).resume(), write };
}
