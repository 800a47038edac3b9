import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One entry of a tree as `git ls-tree -l` tells it. */
export interface GitEntry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  /** Absent for what is no blob. */
  readonly size: number | undefined;
  readonly path: string;
}

/** A commit that the server makes for a client. */
export interface CommitOrder {
  readonly ref: string;
  readonly base: string;
  readonly message: string;
  readonly additions: readonly { readonly path: string; readonly content: Buffer }[];
  readonly deletions: readonly string[];
}

const PEOPLE = {
  GIT_AUTHOR_NAME: 'github-actions[bot]',
  GIT_AUTHOR_EMAIL: '41898282+github-actions[bot]@users.noreply.github.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
} as const;

/** A real bare repository, as the server behind the API sees it. */
export class BareRepository {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async resolve(ref: string): Promise<string | undefined> {
    return this.#text(['rev-parse', '--verify', '--quiet', ref]).catch(() => undefined);
  }

  async type(sha: string): Promise<string | undefined> {
    return this.#text(['cat-file', '-t', sha]).catch(() => undefined);
  }

  async entries(sha: string, recursive: boolean): Promise<readonly GitEntry[]> {
    const output = await this.#text(['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), sha]);
    return output.split('\0').flatMap((record) => {
      const [, mode, type, sha, size, path] = /^(\d+) (\w+) (\w+) +(\d+|-)\t([\s\S]+)$/.exec(record) ?? [];
      if (!mode || !type || !sha || !path) return [];
      return [{ mode, type, sha, size: size === '-' ? undefined : Number(size), path }];
    });
  }

  async blob(sha: string): Promise<Buffer> {
    return this.#git(['cat-file', 'blob', sha]);
  }

  /** Id, parents and message of `sha` and its ancestors, newest first. */
  async log(sha: string, limit: number, skip: number) {
    const range = [`--max-count=${limit}`, `--skip=${skip}`, sha, '--'];
    const output = await this.#text(['log', '-z', '--format=%H%n%P%n%B', ...range]);
    return output.split('\0').map((record) => {
      const [sha = '', parents = '', ...message] = record.split('\n');
      return { sha, parents: parents.split(' ').filter(Boolean), message: message.join('\n').trimEnd() };
    });
  }

  /** Makes the commit and moves the ref from exactly `base`; `undefined` when it is not there any more. */
  async commit({ ref, base, message, additions, deletions }: CommitOrder): Promise<string | undefined> {
    const scratch = await mkdtemp(join(tmpdir(), 'stage-index-'));
    const env = { GIT_INDEX_FILE: join(scratch, 'index'), ...PEOPLE };
    try {
      await this.#git(['read-tree', base], { env });
      const lines = deletions.map((path) => `0 ${'0'.repeat(40)}\t${path}`);
      for (const { path, content } of additions) {
        const blob = await this.#text(['hash-object', '-w', '--stdin'], { input: content });
        lines.push(`100644 ${blob}\t${path}`);
      }
      await this.#git(['update-index', '-z', '--index-info'], {
        env,
        input: lines.map((line) => `${line}\0`).join(''),
      });
      const tree = await this.#text(['write-tree'], { env });
      const commit = await this.#text(['commit-tree', tree, '-p', base], { env, input: message });
      await this.#git(['update-ref', ref, commit, base]);
      return commit;
    } catch (error) {
      if ((await this.resolve(ref)) !== base) return undefined;
      throw error;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  async #text(args: readonly string[], options?: GitOptions): Promise<string> {
    return (await this.#git(args, options)).toString('utf8').trim();
  }

  #git(args: readonly string[], { env, input }: GitOptions = {}): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const options = { env: { ...process.env, ...env, GIT_DIR: this.#directory }, maxBuffer: 2 ** 28 };
      const child = execFile('git', args, { ...options, encoding: 'buffer' }, (error, stdout) =>
        error === null ? resolve(stdout) : reject(error),
      );
      // A command that ends without reading its input is judged by its exit code.
      child.stdin?.on('error', () => {}).end(input ?? '');
    });
  }
}

interface GitOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
}
