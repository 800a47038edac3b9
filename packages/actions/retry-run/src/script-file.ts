import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandLine } from './command-line.ts';
import type { Invocation } from './inputs.ts';

/** Does `work` with the program to run; a script stands in a temporary file as long as that takes. */
export async function withProgram<T>(
  invocation: Invocation,
  work: (program: CommandLine) => Promise<T>,
): Promise<T> {
  if (invocation.kind === 'program') return work(invocation);
  const { shell, script } = invocation;
  const folder = await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), 'retry-run-'));
  try {
    const path = join(folder, `script${shell.extension}`);
    await writeFile(path, shell.prepare(script));
    return await work({ file: shell.file, args: shell.args.map((arg) => arg.replaceAll('{0}', () => path)) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
