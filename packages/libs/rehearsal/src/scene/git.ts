import { ActionError } from '@gatehouse/action-kit';
import { describeEnding, type RunResult, run } from '@gatehouse/process';

/** No configuration of the machine or its user, and an author of the stage's own. */
export function gitEnvironment(author: string): Record<string, string> {
  return {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: `${author}@stage.invalid`,
    GIT_COMMITTER_NAME: author,
    GIT_COMMITTER_EMAIL: `${author}@stage.invalid`,
    LC_ALL: 'C',
  };
}

/** Runs real git; a failure is data, see {@link git}. */
export function tryGit(cwd: string, args: readonly string[], author = 'stage'): Promise<RunResult> {
  const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, ...gitEnvironment(author) };
  return run({ command: 'git', args, cwd, env, timeoutMs: 60_000 });
}

/** Runs real git and gives its stdout; fails with `STAGE_GIT_FAILED`. */
export async function git(cwd: string, args: readonly string[], author?: string): Promise<Buffer> {
  const ended = await tryGit(cwd, args, author);
  if (ended.exitCode === 0) return Buffer.from(ended.stdoutBytes);
  throw new ActionError({
    code: 'STAGE_GIT_FAILED',
    message: `git ${args.join(' ')} ${describeEnding(ended)}: ${ended.stderr.trim()}`,
  });
}
