import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Puts `script` in the place of a server-side hook (githooks(5)). */
export async function writeHook(
  bare: string,
  name: 'pre-receive' | 'update' | 'post-receive',
  script: readonly string[],
): Promise<void> {
  const hook = join(bare, 'hooks', name);
  await mkdir(join(bare, 'hooks'), { recursive: true });
  await rm(hook, { force: true });
  await writeFile(hook, ['#!/bin/sh', ...script, ''].join('\n'), { mode: 0o755 });
}

/** The file in the repository with a line for each push that was declined. */
export const DECLINED = 'declined-pushes';

/** Declines every push with `message`. */
export function declining(message: string): readonly string[] {
  const lines = message.split('\n').map((line) => `echo '${line.replaceAll("'", "'\\''")}' >&2`);
  return [...lines, `echo declined >> ${DECLINED}`, 'exit 1'];
}

/**
 * Lands a commit of somebody else on the branch when a push has been taken and only the branch remains to
 * be moved: git then refuses the push, since the branch is no longer where the push found it.
 * The file `overtakes-left` in the repository says how often. Of a branch that was moved meanwhile nothing
 * is taken away: its push is lost without us. Authors that fit the shell pattern `sparing` are let through.
 */
export function overtaking(sparing: string): readonly string[] {
  return [
    'branch=$1 found=$2',
    'count=$(cat overtakes-left)',
    '[ "$count" -gt 0 ] || exit 0',
    `case $(git log -1 --format=%an "$3") in ${sparing === '' ? "''" : sparing}) exit 0 ;; esac`,
    'export GIT_AUTHOR_NAME=overtaker GIT_AUTHOR_EMAIL=overtaker@stage.invalid',
    'export GIT_COMMITTER_NAME=overtaker GIT_COMMITTER_EMAIL=overtaker@stage.invalid',
    'commit=$(git commit-tree -p "$found" -m "overtaker: was faster" "$found^{tree}") || exit 1',
    'git update-ref "$branch" "$commit" "$found" || exit 0',
    'echo $((count - 1)) > overtakes-left',
  ];
}
