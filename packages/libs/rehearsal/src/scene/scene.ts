import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { git, tryGit } from './git.ts';
import { DECLINED, declining, overtaking, writeHook } from './hooks.ts';

export interface SceneOptions {
  /** The path of a repository that the scene is a copy of, with all its branches; its HEAD is `branch`. */
  readonly from?: string;
  /** What the first commit holds, or one more commit upon `from`: paths with `/`, and their content. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** `owner/name`; `octo/widgets` when absent. */
  readonly repository?: string;
  /** `main` when absent. */
  readonly branch?: string;
}

/** A commit as the scene tells it. */
export interface SceneCommit {
  readonly sha: string;
  readonly author: string;
  /** The first line. */
  readonly subject: string;
  /** The paths that differ from the parent. */
  readonly files: readonly string[];
}

/** A bare repository that stands for the one on GitHub: `await using scene = await createScene(…)`. */
export interface Scene extends AsyncDisposable {
  /** The path of the bare repository. */
  readonly bare: string;
  readonly repository: string;
  readonly branch: string;
  /** Variables under which git takes `https://github.com/{repository}` for this repository. */
  readonly env: Readonly<Record<string, string>>;
  /** The commit at the end of the branch. */
  head(): Promise<string>;
  /** The bytes of a file, at the head unless a commit is given. */
  read(path: string, commit?: string): Promise<Buffer>;
  /** The commits after `since`, oldest first; all of them when it is absent. */
  commits(since?: string): Promise<readonly SceneCommit[]>;
  /** The heads from which the branch was moved to a commit that does not follow them: their work is lost. */
  lost(): Promise<readonly string[]>;
  /** From now on every push is declined with `message`, as by a protected branch. */
  protect(message: string): Promise<void>;
  /** How many pushes were declined. */
  declined(): Promise<number>;
  /**
   * Each of the next `times` pushes is beaten at the last moment by a commit of somebody else, but for
   * those of authors that fit the shell pattern `sparing`.
   */
  overtake(times: number, options?: { readonly sparing?: string }): Promise<void>;
  /** Removes the repository. */
  close(): Promise<void>;
}

/** Makes a temporary bare repository with one commit that holds `files`. */
export async function createScene({
  from,
  files,
  repository = 'octo/widgets',
  branch = 'main',
}: SceneOptions): Promise<Scene> {
  const folder = await makeTemporaryFolder('scene');
  const hub = join(folder, 'hub');
  const bare = join(hub, `${repository}.git`);
  const seed = join(folder, 'seed');
  if (from === undefined) {
    await git(folder, ['init', '--quiet', `--initial-branch=${branch}`, seed]);
    await commitFiles(seed, files);
    await git(folder, ['clone', '--quiet', '--bare', '--no-hardlinks', seed, bare]);
  } else {
    await git(folder, ['clone', '--quiet', '--bare', '--no-hardlinks', from, bare]);
    await git(folder, ['clone', '--quiet', '--shared', `--branch=${branch}`, bare, seed]);
    if (Object.keys(files).length > 0) {
      await commitFiles(seed, files);
      await git(seed, ['push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`]);
    }
  }
  await rm(seed, { recursive: true });
  await git(bare, ['config', 'core.logAllRefUpdates', 'true']);

  const close = () => rm(folder, { recursive: true, force: true });
  return {
    bare,
    repository,
    branch,
    env: {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${pathToFileURL(hub + sep)}.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/',
    },
    head: async () => String(await git(bare, ['rev-parse', `refs/heads/${branch}`])).trim(),
    read: (path, commit = `refs/heads/${branch}`) => git(bare, ['cat-file', 'blob', `${commit}:${path}`]),
    commits: (since) => readCommits(bare, branch, since),
    lost: () => readLost(bare, branch),
    protect: (message) => writeHook(bare, 'pre-receive', declining(message)),
    async declined() {
      const lines = await readFile(join(bare, DECLINED), 'utf8').catch(() => '');
      return lines.split('\n').length - 1;
    },
    async overtake(times, { sparing = '' } = {}) {
      await writeFile(join(bare, 'overtakes-left'), `${times}\n`);
      await writeHook(bare, 'update', overtaking(sparing));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function commitFiles(folder: string, files: SceneOptions['files']): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  // Whatever the repository ignores, these are meant.
  await git(folder, ['add', '--all', '--force']);
  await git(folder, ['commit', '--quiet', '--allow-empty', '--message=Seed']);
}

async function readLost(bare: string, branch: string): Promise<readonly string[]> {
  const log = await readFile(join(bare, 'logs', 'refs', 'heads', branch), 'utf8').catch(() => '');
  const lost: string[] = [];
  for (const update of log.split('\n').filter((line) => line !== '')) {
    const [before = '', after = ''] = update.split(' ');
    if (/^0+$/.test(before)) continue;
    const { exitCode } = await tryGit(bare, ['merge-base', '--is-ancestor', before, after]);
    if (exitCode !== 0) lost.push(before);
  }
  return lost;
}

async function readCommits(bare: string, branch: string, since?: string): Promise<readonly SceneCommit[]> {
  const range = since === undefined ? [] : [`^${since}`];
  const format = '--format=%x00%H%x01%an%x01%s%x01';
  const shown = await git(bare, [
    '-c',
    'core.quotePath=false',
    'log',
    '--reverse',
    '--name-only',
    '--no-renames',
    format,
    `refs/heads/${branch}`,
    ...range,
  ]);
  return String(shown)
    .split('\0')
    .slice(1)
    .map((record) => {
      const [sha = '', author = '', subject = '', names = ''] = record.split('\x01');
      return { sha, author, subject, files: names.split('\n').filter((name) => name !== '') };
    });
}
