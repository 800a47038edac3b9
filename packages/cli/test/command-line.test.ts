import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/commands.ts';
import { gatehouseHere, MAIN, makeRepository, type Repository } from './repository.ts';

let repository: Repository;
beforeAll(async () => {
  repository = await makeRepository();
});
afterAll(() => repository[Symbol.asyncDispose]());

test('without a command it shows all of them, as a mistake', async () => {
  const { exitCode, stdout } = await gatehouseHere(repository.path);
  expect(exitCode).toBe(2);
  for (const { name, about } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} +${about}$`, 'm'));
});

test('--help shows them, and is none', async () => {
  expect(await gatehouseHere(repository.path, '--help')).toMatchObject({ exitCode: 0, stderr: '' });
});

test('H13: --version names the package of the command', async () => {
  const { stdout } = await gatehouseHere(repository.path, '--version');
  expect(stdout).toMatch(/^@gatehouse\/cli \d+\.\d+\.\d+\n$/);
});

describe.each(COMMANDS)('$name', ({ name }) => {
  test('has a page with its options and the exit codes', async () => {
    const page = await gatehouseHere(repository.path, name, '--help');
    expect(page).toMatchObject({ exitCode: 0, stderr: '' });
    expect(page.stdout).toMatch(new RegExp(`^Usage: gatehouse ${name}`));
    expect(page.stdout).toMatch(/^ {2}--json +\S/m);
    expect(page.stdout).toContain('\n  2  the command was not understood\n');
    expect((await gatehouseHere(repository.path, 'help', name)).stdout).toBe(page.stdout);
  });
});

test.each([
  [['genrate'], 'gatehouse has no command "genrate". Did you mean "generate"?'],
  [['check', '--jsn'], 'gatehouse check has no option "--jsn". Did you mean "--json"?'],
  [['check', '--json=yes'], '--json takes no value; found "yes".'],
  [['check', '--out'], '--out has no value. Expected --out <folder>.'],
  [['check', '--out', '--json'], '--out has no value.'],
  [['check', 'ci.yml'], 'Found "ci.yml", of which nothing is known.'],
  [['check', '--target', 'github'], 'There is no target "github".'],
  [['check', '--ref', 'main'], '--ref goes with --target stage.'],
  [['explain'], 'gatehouse explain needs <workflow>.'],
])('%j is not understood, and says why', async (words, message) => {
  const { exitCode, stderr, stdout } = await gatehouseHere(repository.path, ...words);
  const told = words.includes('--json') ? JSON.parse(stdout).error.message : stderr;
  expect({ exitCode, told }).toEqual({ exitCode: 2, told: expect.stringContaining(message) });
});

test('on an older Node it says which one it needs, and nothing else', () => {
  const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.1.0' } })`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretend, MAIN, '--help'], {
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^gatehouse needs Node 24 or newer; .*\n$/),
  });
});

test('with --json a failure is JSON as well', async () => {
  const { exitCode, stdout, stderr } = await gatehouseHere(repository.path, 'explain', 'nothing', '--json');
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'USAGE' } });
});

test('a reader who stops after the first line is no failure', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${MAIN}" check | head -n 1`], {
    cwd: repository.path,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('colour', () => {
  /** What the command writes to a real terminal. */
  function onTerminal(env: NodeJS.ProcessEnv): string {
    const play = 'import pty, sys; pty.spawn(sys.argv[1:])';
    const { stdout } = spawnSync('python3', ['-c', play, process.execPath, MAIN, 'check'], {
      cwd: repository.path,
      env: { PATH: process.env.PATH, TERM: 'xterm-256color', ...env },
      encoding: 'utf8',
      input: '',
    });
    return stdout;
  }
  const ESCAPE = '\u001b[';

  test('is for terminals', async () => {
    expect(onTerminal({})).toContain(ESCAPE);
    expect((await repository.gatehouse('check')).stdout).not.toContain(ESCAPE);
  });

  test('is left out where NO_COLOR asks for that', () => {
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain(ESCAPE);
    expect(onTerminal({ NO_COLOR: '1' })).toContain('missing');
  });
});
