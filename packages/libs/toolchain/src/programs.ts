import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit';
import { executable } from './installation.ts';

/** What the scripts of `version-manifests.yml` call; every Linux runner of GitHub has it. */
export const SCRIPT_PROGRAMS: readonly string[] = ['bash', 'curl', 'jq', 'sha256sum'];

/** Those of `names` that are not on PATH. */
export function missingPrograms(
  names: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.filter((name) => !folders.some((folder) => isThere(join(folder, executable(name)))));
}

const ON_EVERY_RUNNER =
  'expected what every runner of GitHub has. Install it with the package manager of this machine.';

/**
 * Whether all of `names` are there. If not, says so on the standard error, and what is skipped; on CI it is
 * an error (`TOOL_MISSING`), since there a skipped proof would look like a proof.
 *
 * @param advice the end of the message: what was expected, and how it is installed
 */
export function programsOrSkip(
  names: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  advice: string = ON_EVERY_RUNNER,
): boolean {
  const missing = missingPrograms(names, env).join(', ');
  if (missing === '') return true;
  const message = `Found no ${missing} on PATH; ${advice}`;
  if (env.CI === 'true') {
    throw new ActionError({
      code: 'TOOL_MISSING',
      message,
      hint: 'Unset CI to go on without what needs it.',
    });
  }
  console.error(`SKIPPED: what needs ${missing}. ${message}`);
  return false;
}

/** `env` with the folders on PATH into which `go install` puts programs (`go help install`). */
export function withGoPrograms(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const roots = (env.GOPATH ?? '').split(delimiter).filter((root) => root !== '');
  const folders = [
    ...(env.GOBIN ? [env.GOBIN] : []),
    ...(roots.length > 0 ? roots : [join(homedir(), 'go')]).map((root) => join(root, 'bin')),
  ];
  return { ...env, PATH: [env.PATH ?? '', ...folders].join(delimiter) };
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
