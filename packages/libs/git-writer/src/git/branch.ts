import { quote } from '@gatehouse/action-kit';
import { type Branch, type Candidate, type Commit, HISTORY_DEPTH, type TreeEntry } from '../branch.ts';
import type { Change } from '../changes.ts';
import { REMOTE } from './access.ts';
import { failureOf, remoteWords } from './failure.ts';
import { fastImport } from './fast-import.ts';
import { parseBlobs, parseHistory, parseTree } from './output.ts';
import { judgeConnection, judgePush } from './push-verdict.ts';
import type { Repository } from './repository.ts';

const READ = 'refs/gatehouse/read';
const FETCH = [
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-auto-maintenance',
  '--quiet',
] as const;
const PUSH = [
  '--porcelain',
  '--no-verify',
  '--no-signed',
  '--no-follow-tags',
  '--recurse-submodules=no',
] as const;
const LOG = [
  'log',
  '-z',
  '--encoding=UTF-8',
  '--no-show-signature',
  `--max-count=${HISTORY_DEPTH}`,
  '--format=%H%n%P%n%B',
] as const;

/** What a branch is read and written with. */
export interface GitBranchParts {
  readonly repository: Repository;
  /** `refs/heads/…`. */
  readonly ref: string;
  readonly name: string;
  /** `Name <email>`. */
  readonly author: string;
  readonly signal: AbortSignal;
  /** Whether a head was fetched already, in whatever attempt. */
  readonly seen: { head: boolean };
}

/** A branch that is read with `git fetch` and written with `git push`. */
export class GitBranch implements Branch {
  readonly name: string;
  readonly #parts: GitBranchParts;
  #history: readonly Commit[] = [];

  constructor(parts: GitBranchParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  /**
   * At first fetches commits and trees without contents, which mostly nobody reads (a server that
   * cannot leave them out sends them); later what is new since, contents included.
   */
  async head(): Promise<string | undefined> {
    const { ref, seen } = this.#parts;
    const contents = seen.head ? '--no-filter' : '--filter=blob:none';
    const args = [`--depth=${HISTORY_DEPTH}`, contents, REMOTE, `+${ref}:${READ}`];
    const { exitCode, stderr } = await this.#git(['fetch', ...FETCH, ...args]);
    if (exitCode !== 0 && /couldn't find remote ref/.test(stderr)) return undefined;
    if (exitCode !== 0) throw this.#unread(stderr);
    seen.head = true;
    // The history is read along: each retry and the reading back look for their commit in it.
    this.#history = await this.#log(READ);
    return this.#history[0]?.oid;
  }

  async tree(oid: string): Promise<readonly TreeEntry[]> {
    return parseTree((await this.#must(['ls-tree', '-z', '--full-tree', oid])).stdout);
  }

  async blobs(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const input = `${oids.join('\n')}\n`;
    // `cat-file` fetches what is missing one by one, which for many would be many connections.
    if (oids.length > 1) {
      // Without `noop` we would say that we have the head, and the server would send nothing that is in it.
      const fetch = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', ...FETCH];
      const { exitCode, stderr } = await this.#git(
        [...fetch, '--filter=blob:none', '--stdin', REMOTE],
        input,
      );
      if (exitCode !== 0) throw this.#unread(stderr);
    }
    const { exitCode, stdoutBytes, stderr } = await this.#git(['cat-file', '--batch'], input);
    if (exitCode !== 0) throw this.#unread(stderr);
    return parseBlobs(stdoutBytes);
  }

  async history(head: string, limit: number): Promise<readonly Commit[]> {
    const known = this.#history[0]?.oid === head ? this.#history : await this.#log(head);
    return known.slice(0, limit);
  }

  async prepare(base: string, changes: readonly Change[], message: string): Promise<Candidate> {
    const date = Math.floor(Date.now() / 1000);
    const stream = fastImport({ base, changes, message, author: this.#parts.author, date });
    const args = ['fast-import', '--quiet', '--done', '--force', '--date-format=raw'];
    const oid = (await this.#must(args, stream)).stdout.trim();
    return { base, message, oid, land: () => this.#push(base, oid) };
  }

  async #push(base: string, oid: string): Promise<string> {
    const { ref } = this.#parts;
    const lease = `--force-with-lease=${ref}:${base}`;
    const { stdout, stderr } = await this.#git(['push', ...PUSH, lease, REMOTE, `${oid}:${ref}`]);
    const outcome = judgePush(ref, stdout, stderr);
    if (outcome.kind === 'landed') return oid;
    const words = remoteWords(stderr);
    const said = outcome.reason === undefined ? words : `${quote(outcome.reason)}, ${words}`;
    throw failureOf(outcome.verdict, `write to ${this.name}`, said, stderr);
  }

  async #log(from: string): Promise<readonly Commit[]> {
    return parseHistory((await this.#must([...LOG, from, '--'])).stdout);
  }

  #unread(stderr: string): Error {
    return failureOf(judgeConnection(stderr), `read ${this.name}`, remoteWords(stderr), stderr);
  }

  #git(args: readonly string[], input?: string) {
    const { repository, signal } = this.#parts;
    return repository.git(args, input === undefined ? { signal } : { signal, input });
  }

  #must(args: readonly string[], input?: string | Uint8Array) {
    const { repository, signal } = this.#parts;
    return repository.must(args, input === undefined ? { signal } : { signal, input });
  }
}
