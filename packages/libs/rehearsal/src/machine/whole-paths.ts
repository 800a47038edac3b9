import { MACHINE_PROGRAMS, STAND_IN_FOLDER } from './programs.ts';

/** A stood-in program by its whole path: `/usr/bin/sudo`. */
function wholePath(real: readonly string[]): RegExp {
  const names = MACHINE_PROGRAMS.filter((name) => !real.includes(name)).join('|');
  return new RegExp(`(?<![\\w.~/-])/(?:[\\w.-]+/)*s?bin/(${names})(?![\\w./-])`, 'g');
}

const PATH_AGAIN = /(^|[\s;&|({])PATH=(?!["']?\$(?:PATH\b|\{PATH))/gm;
const EMPTY_ENVIRONMENT = /\benv\s+(?:-\S+\s+)*(?:-i|-|--ignore-environment)\s/;

/**
 * The script of a step for `sh` or bash in which the stand-ins stay in front: a program that is called by its
 * whole path is the one in {@link STAND_IN_FOLDER}, and a PATH that is set anew begins with that folder.
 */
export function behindStandIns(script: string, real: readonly string[]): string {
  return script
    .replace(wholePath(real), `$${STAND_IN_FOLDER}/$1`)
    .replace(PATH_AGAIN, `$1PATH="$${STAND_IN_FOLDER}:"`);
}

/** Lines that would get around the stand-ins: a whole path, or an emptied environment. */
export function linesAround(
  text: string,
  by: 'environment' | 'path-or-environment',
  real: readonly string[],
): readonly { readonly line: number; readonly text: string }[] {
  const path = wholePath(real);
  const names = MACHINE_PROGRAMS.filter((name) => !real.includes(name));
  const name = new RegExp(`(?<![\\w.-])(?:${names.join('|')})(?![\\w.-])`);
  return text.split('\n').flatMap((line, at) => {
    if (/^\s*(#|\/\/)/.test(line)) return [];
    const isByPath = by === 'path-or-environment' && line.match(path) !== null;
    const isAround = isByPath || (EMPTY_ENVIRONMENT.test(line) && name.test(line));
    return isAround ? [{ line: at + 1, text: line.trim() }] : [];
  });
}
