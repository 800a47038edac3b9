import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import { describeEnding, run } from '@gatehouse/process';

/** A copy of a repository. */
export interface Snapshot {
  /** The path of a bare repository, whose HEAD is `branch`. */
  readonly path: string;
  readonly branch: string;
}

/** What is copied, and into which folder. */
export interface SnapshotOptions {
  readonly root: string;
  /** Empty; the copy stands in it. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a path, with slashes, is left out. */
  readonly without?: (path: string) => boolean;
  /** Is made where there is none: `refs/tags/v1.2.3`. */
  readonly tag?: string | undefined;
}

/** Hooks are the user's, and would run on what is not the user's repository. */
const SAFE = ['-c', 'core.hooksPath=/dev/null'];
const IDENTITY = { NAME: 'rehearsal', EMAIL: 'rehearsal@stage.invalid' };

/**
 * Copies the repository in `root` as it stands, with what is not committed yet and without what git
 * ignores: as GitHub would find it if everything was committed and pushed. Reads `root` only.
 */
export async function takeSnapshot(options: SnapshotOptions): Promise<Snapshot> {
  const { root, folder, env, tag } = options;
  const path = join(folder, 'repository.git');
  const quiet = environment(env);
  const inRoot = (...args: readonly string[]) => ({ args: ['-C', root, ...args], env: quiet });
  const inCopy = (...args: readonly string[]) => ({
    args: [...SAFE, '--git-dir', path, '--work-tree', root, ...args],
    env: { ...quiet, GIT_INDEX_FILE: join(folder, 'index') },
  });
  const isRepository = existsSync(join(root, '.git'));
  // Objects are copied: those that it shared or linked, git would give a new time on writing them again.
  const how = isRepository ? ['clone', '--bare', '--no-hardlinks', root] : ['init', '--bare'];
  await git({ args: [...SAFE, ...how, '--quiet', '--template=', path], env: quiet });
  const head = isRepository ? await ask(inRoot('rev-parse', '--verify', '--quiet', 'HEAD')) : undefined;
  const named = isRepository ? await ask(inRoot('symbolic-ref', '--short', 'HEAD')) : undefined;
  const branch = named ?? 'main';

  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = await git(isRepository ? inRoot(...list) : inCopy(...list));
  const commit = await commitFiles(head, files.split('\0'), { inCopy, ...options });
  await git(inCopy('update-ref', `refs/heads/${branch}`, commit));
  await git(inCopy('symbolic-ref', 'HEAD', `refs/heads/${branch}`));
  if (tag !== undefined && (await ask(inCopy('rev-parse', '--verify', '--quiet', tag))) === undefined) {
    await git(inCopy('update-ref', tag, commit));
  }
  return { path, branch };
}

/** `head` itself where nothing differs from it, else one more commit. */
async function commitFiles(
  head: string | undefined,
  listed: readonly string[],
  {
    inCopy,
    without = () => false,
  }: SnapshotOptions & { readonly inCopy: (...args: readonly string[]) => GitCall },
): Promise<string> {
  // A repository within the repository is listed as a folder, and is not part of it.
  const paths = [...new Set(listed)].filter((path) => path !== '' && !path.endsWith('/'));
  const terminated = (some: readonly string[]) => some.map((path) => `${path}\0`).join('');
  if (head !== undefined) await git(inCopy('read-tree', head));
  await git(inCopy('update-index', '--add', '--remove', '-z', '--stdin'), terminated(paths));
  await git(inCopy('update-index', '--force-remove', '-z', '--stdin'), terminated(paths.filter(without)));
  const tree = (await git(inCopy('write-tree'))).trim();
  if (head !== undefined && (await git(inCopy('rev-parse', `${head}^{tree}`))).trim() === tree) return head;
  const parents = head === undefined ? [] : ['-p', head];
  return (await git(inCopy('commit-tree', tree, ...parents, '-m', 'What is not committed yet'))).trim();
}

/** The user's own settings say what is ignored and who is trusted; nothing is fetched, locked or asked for. */
function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !/^GIT_(?!CONFIG|SSH)/.test(name));
  return {
    ...Object.fromEntries(own),
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) =>
        Object.entries(IDENTITY).map(([what, value]) => [`GIT_${who}_${what}`, value]),
      ),
    ),
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

interface GitCall {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

async function ask({ args, env }: GitCall): Promise<string | undefined> {
  const { exitCode, stdout } = await run({ command: 'git', args, env, timeoutMs: 60_000 });
  return exitCode === 0 ? stdout.trim() || undefined : undefined;
}

async function git({ args, env }: GitCall, input?: string): Promise<string> {
  const ended = await run({
    command: 'git',
    args,
    env,
    timeoutMs: 300_000,
    ...(input === undefined ? {} : { input }),
  });
  if (ended.exitCode === 0) return ended.stdout;
  const said = ended.stderr.trim().split('\n').slice(-3).join('\n');
  throw new ActionError({
    code: 'NO_COPY',
    message: `The repository could not be copied: git ${describeEnding(ended)}: ${said}`,
    hint: 'Nothing in your repository was changed. See whether git fsck and git status end well there.',
  });
}
