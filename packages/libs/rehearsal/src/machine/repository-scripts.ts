import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { git } from '../scene/git.ts';
import { linesAround, linesPastPath } from './whole-paths.ts';

/** A line of the repository that would get around a stand-in. */
export interface WayAround {
  /** `file:line`. */
  readonly place: string;
  readonly text: string;
}

/**
 * The lines of the scripts and actions in a checkout that would run a real program: a whole path where no
 * bash reads the script, an emptied environment, or a PATH that leads to one. Read are executable files,
 * shell scripts and actions, and programs of other languages that `workflows`, the texts of the workflow
 * files, name.
 */
export async function waysAround(
  checkout: string,
  workflows: readonly string[],
  real: readonly string[],
): Promise<readonly WayAround[]> {
  const listed = String(await git(checkout, ['ls-files', '--stage', '-z']));
  const scripts = listed.split('\0').flatMap((entry) => {
    const [, mode, path = ''] = /^(\d+) \w+ \d\t(.*)$/s.exec(entry) ?? [];
    const isNamed = () => workflows.some((text) => text.includes(basename(path)));
    const isProgram = /\.(py|[mc]?[jt]s|pl|rb)$/.test(path);
    const isRun =
      mode === '100755' || /(^|\/)action\.ya?ml$|\.(sh|bash)$/.test(path) || (isProgram && isNamed());
    return isRun && mode !== '120000' ? [path] : [];
  });
  const found: WayAround[] = [];
  for (const path of scripts) {
    const text = await readFile(join(checkout, path), 'utf8').catch(() => '');
    if (text.length > MOST || text.includes('\0')) continue;
    const by = isRunByBash(path, text) ? 'environment' : 'path-or-environment';
    const lines = [...linesAround(text, by, real), ...linesPastPath(text, real)];
    found.push(...lines.map((line) => ({ place: `${path}:${line.line}`, text: line.text })));
  }
  return found;
}

const MOST = 1024 * 1024;

/** A bash reads BASH_ENV, whose functions take whole paths. */
function isRunByBash(path: string, text: string): boolean {
  if (/(^|\/)action\.ya?ml$/.test(path)) return !/^\s*shell:\s*(?!bash)\S/m.test(text);
  return /^#!.*\bbash\b/.test(text) || (path.endsWith('.bash') && !text.startsWith('#!'));
}
