import { accessSync, constants } from 'node:fs';
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

/**
 * Whether all of `names` are there. If not, says so on the standard error, and what is skipped; on CI it is
 * an error (`TOOL_MISSING`), since there a skipped proof would look like a proof.
 */
export function programsOrSkip(names: readonly string[], env: NodeJS.ProcessEnv = process.env): boolean {
  const missing = missingPrograms(names, env).join(', ');
  if (missing === '') return true;
  const message = `Found no ${missing} on PATH; expected what every runner of GitHub has. Install it with the package manager of this machine.`;
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

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
