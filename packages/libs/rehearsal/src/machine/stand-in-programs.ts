import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MACHINE_PROGRAMS, PROGRAM_FOLDERS, STAND_IN_FOLDER } from './programs.ts';
import { quoteForShell } from './quote-for-shell.ts';

/** A call that a stand-in took: it was recorded, and nothing was done. */
export interface StandInCall {
  readonly program: string;
  readonly args: readonly string[];
  /** The id of the job, and of the step or its place in the job. */
  readonly job: string;
  readonly step: string;
}

/** The stand-ins of one run. */
export interface StandInPrograms {
  /** Comes first on PATH; absent where no stand-in can be (Windows). */
  readonly folder: string | undefined;
  /** Variables for every step. */
  readonly env: Readonly<Record<string, string>>;
  /** What was called so far, in its order. */
  readonly calls: () => readonly StandInCall[];
}

const FIELD = '\u001f';
const RECORD = '\u001e';

/**
 * Writes a stand-in for every program that changes a machine, but those that are `real`. To stay first, they
 * are put back in front of PATH wherever a shell may have lost them: in `home` for login shells, which read
 * /etc/profile, and by BASH_ENV for every other bash; the latter also takes calls by whole paths.
 */
export async function writeStandInPrograms(
  scratch: string,
  home: string,
  real: readonly string[],
): Promise<StandInPrograms> {
  if (process.platform === 'win32') return { folder: undefined, env: {}, calls: () => [] };
  const folder = join(scratch, 'stand-ins');
  const record = join(scratch, 'stand-in-calls');
  const names = MACHINE_PROGRAMS.filter((name) => !real.includes(name));
  await mkdir(folder);
  for (const name of names) await writeFile(join(folder, name), programText(name, record), { mode: 0o755 });
  const first = firstOnPath(folder);
  for (const file of ['.bash_profile', '.profile', '.zshenv']) await writeFile(join(home, file), first);
  const bashEnv = join(scratch, 'stand-ins.bash');
  await writeFile(bashEnv, first + byWholePath(folder, names));
  return {
    folder,
    env: { [STAND_IN_FOLDER]: folder, BASH_ENV: bashEnv },
    calls: () => (existsSync(record) ? readCalls(readFileSync(record, 'utf8')) : []),
  };
}

/**
 * A pipe into a program that reads none of it would break; others must not wait for an input that no one
 * ends.
 */
const READS_INPUT =
  '*" tee "*|*" dd "*|*" bash "*|*" sh "*|*" apt-key "*|*" --password-stdin "*|*" load "*|*" - "*';

function programText(name: string, record: string): string {
  return `#!/bin/sh
call=$(printf '%s${FIELD}' "\${GITHUB_JOB:-}" "\${GITHUB_ACTION:-}" ${name} "$@")
printf '%s${RECORD}' "$call" >> ${quoteForShell(record)}
echo "Stand-in: this rehearsal recorded the call and did not run it: ${name} $*" >&2
case " ${name} $* " in ${READS_INPUT}) [ -p /dev/stdin ] && cat > /dev/null ;; esac
exit 0
`;
}

function firstOnPath(folder: string): string {
  const quoted = quoteForShell(folder);
  return `case "$PATH:" in ${quoted}:*) ;; *) PATH=${quoted}:$PATH; export PATH ;; esac\n`;
}

/** Functions may be named as a path is, but not in POSIX mode. */
function byWholePath(folder: string, names: readonly string[]): string {
  const functions = PROGRAM_FOLDERS.flatMap((at) =>
    names.map((name) => `function ${at}/${name} { ${quoteForShell(join(folder, name))} "$@"; }`),
  );
  return `case ":$SHELLOPTS:" in *:posix:*) ;; *)\n${functions.join('\n')}\n;; esac\n`;
}

function readCalls(text: string): readonly StandInCall[] {
  return text
    .split(RECORD)
    .filter((call) => call !== '')
    .map((call) => {
      // The last field ends with a separator, which is not the beginning of one more.
      const [job = '', step = '', program = '', ...args] = call.split(FIELD).slice(0, -1);
      return { program, args, job, step };
    });
}
