import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PERSON = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** A file of a first commit: its content, or a mode and a content (the target, for a link). */
export type Seed = Readonly<Record<string, string | readonly [mode: string, content: string]>>;

/** A real bare repository in a temporary folder. */
export class BareRemote implements Disposable {
  readonly folder: string;
  readonly path: string;

  constructor(files: Seed = { 'entries.json': '[]\n' }) {
    this.folder = mkdtempSync(join(tmpdir(), 'writer-test-'));
    this.path = join(this.folder, 'remote.git');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', this.path]);
    this.git(['config', 'uploadpack.allowFilter', 'true']);
    if (Object.keys(files).length > 0) this.commit(files);
  }

  git(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): string {
    const options = {
      cwd: this.path,
      input,
      env: { ...process.env, ...PERSON, ...env },
      stdio: 'pipe' as const,
    };
    return execFileSync('git', [...args], options)
      .toString('utf8')
      .trimEnd();
  }

  /** Adds a commit to `main`, as somebody else would. */
  commit(files: Seed, message = 'seed'): string {
    const env = { GIT_INDEX_FILE: join(this.folder, `index-${Math.random()}`) };
    const head = this.head();
    if (head !== undefined) this.git(['read-tree', head], '', env);
    for (const [path, seed] of Object.entries(files)) {
      const [mode, content] = typeof seed === 'string' ? ['100644', seed] : seed;
      const oid = mode === '160000' ? content : this.git(['hash-object', '-w', '--stdin'], content);
      this.git(['update-index', '--add', '--cacheinfo', `${mode},${oid},${path}`], '', env);
    }
    const tree = this.git(['write-tree'], '', env);
    const parent = head === undefined ? [] : ['-p', head];
    const commit = this.git(['commit-tree', tree, ...parent], message);
    this.git(['update-ref', 'refs/heads/main', commit]);
    return commit;
  }

  head(branch = 'main'): string | undefined {
    try {
      return this.git(['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
    } catch {
      return undefined;
    }
  }

  read(path: string, at = 'main'): string {
    return execFileSync('git', ['cat-file', 'blob', `${at}:${path}`], { cwd: this.path }).toString('utf8');
  }

  count(branch = 'main'): number {
    return Number(this.git(['rev-list', '--count', branch]));
  }

  hook(name: string, script: string): void {
    const path = join(this.path, 'hooks', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
