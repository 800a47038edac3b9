import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { messageOf, quote } from '@gatehouse/action-kit';
import { SociError } from '../error.ts';
import { findCached } from './tool-cache.ts';

/** A program on this machine, and how it was found. */
export interface FoundTool {
  /** Absolute. */
  readonly path: string;
  readonly from: 'input' | 'PATH' | 'tool cache';
}

const NAME = 'soci';

/**
 * Finds the tool: at `path` where one is given (from then on nothing else counts), else on PATH, else in the tool
 * cache of the runner. Fails with `SOCI_ABSENT`.
 */
export async function findTool(path: string | undefined, env: NodeJS.ProcessEnv): Promise<FoundTool> {
  if (path !== undefined) return { path: await atPath(resolve(path)), from: 'input' };
  const onPath = await firstProgram(foldersOf(env.PATH).map((folder) => join(folder, NAME)));
  if (onPath !== undefined) return { path: onPath, from: 'PATH' };
  const cached = await firstProgram(await findCached(env.RUNNER_TOOL_CACHE, NAME));
  if (cached !== undefined) return { path: cached, from: 'tool cache' };
  throw new SociError({
    code: 'SOCI_ABSENT',
    message: `Found no soci on PATH or in the tool cache (${quote(env.RUNNER_TOOL_CACHE ?? 'RUNNER_TOOL_CACHE is not set')}); SOCI indexes need it.`,
    hint: 'Install a release from https://github.com/awslabs/soci-snapshotter/releases in a step before this one, or set the path to it.',
  });
}

async function atPath(path: string): Promise<string> {
  const problem = await problemWith(path);
  if (problem === undefined) return path;
  throw new SociError({
    code: 'SOCI_ABSENT',
    message: `Found no soci program at ${quote(path)}: ${problem}; expected an executable file.`,
    hint: 'Fix the path to the soci program, or remove it to use the soci on PATH.',
  });
}

async function firstProgram(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if ((await problemWith(path)) === undefined) return path;
  return undefined;
}

async function problemWith(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return 'it is not a file';
    await access(path, constants.X_OK);
    return undefined;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** An entry of PATH that is relative, or empty, would let a checkout bring its own soci. */
function foldersOf(path = ''): readonly string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}
