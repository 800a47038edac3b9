import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '@gatehouse/process';
import {
  commitRoutes,
  historyRoutes,
  refRoutes,
  repositoryRoutes,
  type Stage,
  startStage,
} from '@gatehouse/rehearsal';

/** Repositories of actions behind a GitHub on the loopback address, until they are disposed of. */
export interface ReleaseStage extends AsyncDisposable {
  readonly stage: Stage;
  /** What leads the command there. */
  readonly env: NodeJS.ProcessEnv;
  /** Commits `files` and gives the commit. */
  readonly commit: (files: Readonly<Record<string, string>>) => Promise<string>;
  /** Runs git in the repository. */
  readonly git: (...args: readonly string[]) => Promise<string>;
}

/** Plays the repository `slug`, which has no commit yet. */
export async function releaseStage(slug: string): Promise<ReleaseStage> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-pin-'));
  const git = async (...args: readonly string[]) => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid', '-c', 'commit.gpgsign=false'];
    const ended = await run({ command: 'git', args: [...identity, ...args], cwd: folder, timeoutMs: 30_000 });
    if (ended.exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${ended.stderr}`);
    return ended.stdout.trim();
  };
  await git('init', '--quiet', '--initial-branch=main');
  const repositories = { [slug]: join(folder, '.git') };
  const routes = [repositoryRoutes, historyRoutes, refRoutes, commitRoutes].flatMap((make) =>
    make({ repositories }),
  );
  const stage = await startStage({ routes });
  return {
    stage,
    env: { GITHUB_API_URL: stage.url },
    git,
    async commit(files) {
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), text);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', 'Change');
      return git('rev-parse', 'HEAD');
    },
    async [Symbol.asyncDispose]() {
      await stage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
