import { run } from '@gatehouse/process';

/** What git says to a question about `folder`; `undefined` where it says no, or is not there. */
export async function askGit(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await run({
    command: 'git',
    args: ['-C', folder, ...args],
    timeoutMs: 10_000,
  });
  return exitCode === 0 ? stdout.trim() || undefined : undefined;
}
