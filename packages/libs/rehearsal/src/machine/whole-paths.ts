import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINE_PROGRAMS, STAND_IN_FOLDER } from './programs.ts';

/** A stood-in program by its whole path: `/usr/bin/sudo`. */
function wholePath(real: readonly string[]): RegExp {
  const names = MACHINE_PROGRAMS.filter((name) => !real.includes(name)).join('|');
  return new RegExp(`(?<![\\w.~/-])/(?:[\\w.-]+/)*s?bin/(${names})(?![\\w./-])`, 'g');
}

const PATH_AGAIN = /(^|[\s;&|({])PATH=(?!["']?\$(?:PATH\b|\{PATH))/gm;
/** The same in a script that is handed to an inner shell: `sh -c 'PATH=…; sudo …'`. */
const PATH_OF_INNER_SHELL = /(\s-\w*c\s+(?:'[^']*?|"(?:[^"\\]|\\.)*?))\bPATH=(?!\\?\$(?:PATH\b|\{PATH))/g;
const EMPTY_ENVIRONMENT = /\benv\s+(?:-\S+\s+)*(?:-i|-|--ignore-environment)\s/;

/**
 * The script of a step for `sh` or bash in which the stand-ins stay in front: a program that is called by its
 * whole path is the one in {@link STAND_IN_FOLDER}, and a PATH that is set anew begins with that folder.
 */
export function behindStandIns(script: string, real: readonly string[]): string {
  return script
    .replace(wholePath(real), `$${STAND_IN_FOLDER}/$1`)
    .replace(PATH_AGAIN, `$1PATH="$${STAND_IN_FOLDER}:"`)
    .replace(PATH_OF_INNER_SHELL, `$1PATH=$${STAND_IN_FOLDER}:`);
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

const SET_PATH = /(?:^|[\s;&|({'"])PATH=["']?([^"'\s;&|)]*)/g;

/**
 * Lines of a script that put a folder in front of the stand-ins in which this machine has the real program,
 * where the script calls one.
 */
export function linesPastPath(
  text: string,
  real: readonly string[],
): readonly { readonly line: number; readonly text: string }[] {
  const called = MACHINE_PROGRAMS.filter(
    (name) => !real.includes(name) && new RegExp(`(?<![\\w./-])${name}(?![\\w./-])`).test(text),
  );
  const isFound = (folder: string) =>
    folder.startsWith('/') && called.some((name) => existsSync(join(folder, name)));
  return text.split('\n').flatMap((line, at) => {
    if (/^\s*(#|\/\/)/.test(line)) return [];
    const inFront = [...line.matchAll(SET_PATH)].flatMap(([, value = '']) =>
      (value.split(/\\?\$(?:PATH\b|\{PATH)/)[0] ?? '').split(':'),
    );
    return inFront.some(isFound) ? [{ line: at + 1, text: line.trim() }] : [];
  });
}
