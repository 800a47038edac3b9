import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { programsOrSkip, SCRIPT_PROGRAMS } from '@gatehouse/toolchain';
import { test } from 'vitest';

/** A test of a script, which needs what stands on every runner of GitHub. */
export const scriptTest = programsOrSkip(SCRIPT_PROGRAMS) ? test : test.skip;

/** What a script left behind. */
export interface Ran {
  readonly code: number | null;
  /** Both streams, in the order in which they came. */
  readonly log: string;
  /** What it wrote to `$GITHUB_OUTPUT`. */
  readonly outputs: string;
  /** What it wrote to `$GITHUB_STEP_SUMMARY`. */
  readonly summary: string;
  /** The seconds for which it wanted to sleep. */
  readonly pauses: readonly number[];
  /** The arguments of every call of curl, and the TOKEN of its environment. */
  readonly curls: string;
}

/** A folder in which scripts run as a runner runs them: `using shell = makeShell()`. */
export function makeShell() {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  const at = (...names: readonly string[]) => join(folder, ...names);
  const write = (path: string, content: string | Uint8Array, mode = 0o644) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
    chmodSync(at(path), mode);
    return at(path);
  };
  // Nobody wants to wait; and what the arguments of a program hold, or its environment, others can read.
  write('bin/sleep', `#!/bin/sh\necho "$1" >> '${at('pauses')}'\n`, 0o755);
  write(
    'bin/curl',
    `#!/bin/sh\necho "$@ $TOKEN" >> '${at('curls')}'\nPATH=$REAL_PATH exec curl "$@"\n`,
    0o755,
  );
  mkdirSync(at('work'));
  mkdirSync(at('temp'));

  const run = async (script: string, env: Readonly<Record<string, string>>): Promise<Ran> => {
    const path = process.env.PATH ?? '';
    for (const name of ['outputs', 'summary', 'pauses', 'curls']) write(name, '');
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', write('script.sh', script)], {
      cwd: at('work'),
      env: {
        PATH: `${at('bin')}:${path}`,
        REAL_PATH: path,
        TMPDIR: at('temp'),
        LC_ALL: 'C.UTF-8',
        GITHUB_OUTPUT: at('outputs'),
        GITHUB_STEP_SUMMARY: at('summary'),
        ...env,
      },
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    const read = (name: string) => readFileSync(at(name), 'utf8');
    const pauses = read('pauses').split('\n').filter(Boolean).map(Number);
    return { code, log, outputs: read('outputs'), summary: read('summary'), pauses, curls: read('curls') };
  };
  return { at, write, run, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

export type Shell = ReturnType<typeof makeShell>;
