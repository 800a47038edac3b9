import { appendFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { ActionError } from '@gatehouse/action-kit';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { git, tryGit } from './git.ts';

/** What a racing writer did. */
export interface RaceReport {
  /** Commits that landed. */
  readonly landed: number;
  /** Pushes that somebody else beat. */
  readonly lost: number;
}

/** A racing writer at work: `await using race = await raceWriter(…)`. */
export interface Race extends AsyncDisposable {
  /** Settles when the last commit has landed. */
  readonly done: Promise<RaceReport>;
  /** Lets the push that is under way end, and no other begin. */
  stop(): Promise<RaceReport>;
}

/**
 * Another writer of the same branch, who knows nothing of ours: an ordinary clone that commits one line
 * more in `file`, pushes, rebases when it was beaten, and pushes again, until `count` commits have landed.
 * Returns when it is ready to push for the first time. `file` must be its own, or rebasing conflicts.
 * `pauseMs` is its rest after each commit: without one, a writer on a local disk starves every other.
 */
export async function raceWriter(
  bare: string,
  branch: string,
  file: string,
  count: number,
  { pauseMs = 50 }: { readonly pauseMs?: number } = {},
): Promise<Race> {
  const clone = await makeTemporaryFolder('racer');
  const author = `racer-${file.replace(/\W+/g, '-')}`;
  try {
    // Copying the object files would trip over one that another writer's push is just renaming.
    await git(clone, ['clone', '--quiet', '--no-local', `--branch=${branch}`, bare, '.'], author);
  } catch (error) {
    await rm(clone, { recursive: true, force: true });
    throw error;
  }
  let stopped = false;

  const work = async (): Promise<RaceReport> => {
    let landed = 0;
    let lost = 0;
    try {
      while (landed < count && !stopped) {
        await commit(clone, file, landed + 1, author);
        while (!(await push(clone, branch, author))) {
          lost += 1;
          if (stopped) return { landed, lost };
          await git(clone, ['pull', '--quiet', '--rebase', 'origin', branch], author);
        }
        landed += 1;
        await rest(pauseMs);
      }
      return { landed, lost };
    } finally {
      await rm(clone, { recursive: true, force: true });
    }
  };
  const done = work();
  // Whoever asks for `done` hears of a failure; one that nobody asked for must not end the process.
  done.catch(() => {});
  const stop = () => {
    stopped = true;
    return done;
  };
  return { done, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}

/** Whether the push landed; false when somebody else was faster, an error when it never can. */
async function push(clone: string, branch: string, author: string): Promise<boolean> {
  const args = ['push', '--quiet', 'origin', branch];
  const { exitCode, stderr } = await tryGit(clone, args, author);
  if (exitCode === 0) return true;
  if (/\[rejected\]|cannot lock ref|failed to update ref/.test(stderr)) return false;
  throw new ActionError({ code: 'STAGE_GIT_FAILED', message: `git ${args.join(' ')}: ${stderr.trim()}` });
}

async function commit(clone: string, file: string, number: number, author: string): Promise<void> {
  const path = join(clone, file);
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${author} ${number}\n`);
  await git(clone, ['add', '--', file], author);
  await git(clone, ['commit', '--quiet', `--message=${author}: commit ${number}`], author);
}
