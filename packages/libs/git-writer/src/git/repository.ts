import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit';
import { describeEnding, type RunResult } from '@gatehouse/process';
import type { WriterDeps } from '../request.ts';
import { TransientFailure } from '../transient-failure.ts';
import { gitEnvironment, type Setting } from './environment.ts';
import { remoteWords } from './failure.ts';

/** No command of a writer takes this long, but a connection that stalls does. */
const COMMAND_MS = 180_000;
const MAX_OUTPUT = 512 * 1024 * 1024;

/** How a git command that came to an end by itself ended. */
export interface GitResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stdoutBytes: Uint8Array;
  readonly stderr: string;
}

/** What a command reads, and what ends it. */
export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** A bare repository of the writer's own, in a temporary folder that goes with it. */
export class Repository implements AsyncDisposable {
  readonly #directory: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #exec: WriterDeps['exec'];

  private constructor(
    directory: string,
    settings: readonly Setting[],
    { exec, env = process.env }: WriterDeps,
  ) {
    this.#directory = directory;
    this.#env = gitEnvironment(env, directory, settings);
    this.#exec = exec;
  }

  static async create(settings: readonly Setting[], deps: WriterDeps): Promise<Repository> {
    const { RUNNER_TEMP: runnerTemp } = deps.env ?? process.env;
    const directory = await mkdtemp(join(runnerTemp || tmpdir(), 'gatehouse-writer-'));
    const repository = new Repository(directory, settings, deps);
    try {
      await repository.must(['init', '--quiet', '--bare', '--template=', '--initial-branch=none']);
    } catch (error) {
      await repository[Symbol.asyncDispose]();
      throw error;
    }
    return repository;
  }

  /** Runs git; its exit code is data. A command that was cut off is a `TransientFailure`: what it did is unknown. */
  async git(args: readonly string[], { input, signal }: GitOptions = {}): Promise<GitResult> {
    const result = await this.#exec({
      command: 'git',
      args,
      cwd: this.#directory,
      env: this.#env,
      input,
      signal,
      timeoutMs: COMMAND_MS,
      outputLimit: MAX_OUTPUT,
    });
    if (result.kind === 'aborted') throw signal?.reason;
    if (result.kind === 'not-found') throw gitMissing(result);
    if (result.kind !== 'exited')
      throw new TransientFailure('transport', `git ${args[0]} ${describeEnding(result)}`);
    if (result.cutBytes > 0) throw new Error(`git ${args[0]} wrote more than ${MAX_OUTPUT} bytes.`);
    return result;
  }

  /** Runs git where only a mistake of ours or a broken repository can make it fail. */
  async must(args: readonly string[], options?: GitOptions): Promise<GitResult> {
    const result = await this.git(args, options);
    if (result.exitCode === 0) return result;
    throw new Error(`git ${args[0]} ended with exit code ${result.exitCode}: ${remoteWords(result.stderr)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

function gitMissing(result: RunResult & { kind: 'not-found' }): ActionError<'GIT_NOT_FOUND'> {
  return new ActionError({
    code: 'GIT_NOT_FOUND',
    message: `git ${describeEnding(result)}.`,
    hint: 'Install git 2.31 or later on this runner, or write through the API.',
  });
}
