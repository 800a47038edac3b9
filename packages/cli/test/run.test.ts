import { beforeAll, expect, test } from 'vitest';
import { gatehouseHere, makeRepository, type Repository } from './repository.ts';

const TOKEN = 'ghp_0123456789abcdefghij';

let repository: Repository;
beforeAll(async () => {
  repository = await makeRepository({ 'filter.yml': '' });
  return () => repository[Symbol.asyncDispose]();
});

test.concurrent('an action runs with its own code and defaults, and its outputs are JSON', async () => {
  const { exitCode, stdout, stderr } = await repository.gatehouse(
    'run',
    'retry-run',
    '--run',
    'echo hello',
    '--json',
  );
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    action: 'retry-run',
    outputs: { outcome: 'success', attempts: '1', 'exit-code': '0' },
  });
  expect(stderr).toContain('Attempt 1 of at most 5');
  expect(stderr).toContain('hello');
});

test.concurrent('for people, the log comes first and the outputs after it', async () => {
  const { stdout } = await repository.gatehouse('run', 'retry-run', '--run', 'echo hello');
  expect(stdout).toMatch(/hello\n.*\noutcome = success\n/s);
});

test.concurrent('an action that fails ends with 1, its outputs told all the same', async () => {
  const { exitCode, stdout } = await repository.gatehouse('run', 'retry-run', '--run=exit 3', '--json');
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, outputs: { outcome: 'final', 'exit-code': '3' } });
});

test.concurrent('the bundle of a release runs the same', async () => {
  const { exitCode, stdout } = await repository.gatehouse(
    'run',
    'retry-run',
    '--command',
    'true',
    '--built',
    '--json',
  );
  expect({ exitCode, outcome: JSON.parse(stdout).outputs.outcome }).toEqual({
    exitCode: 0,
    outcome: 'success',
  });
});

test.concurrent('an input that is given several times is one value a line', async () => {
  const words = [
    '--run',
    'exit 7',
    '--final-exit-codes',
    '8',
    '--retry-exit-codes',
    '7',
    '--max-attempts',
    '2',
  ];
  const fast = [
    '--backoff',
    '1ms',
    '--max-backoff',
    '1ms',
    '--transient-patterns',
    'one',
    '--transient-patterns',
    'two',
  ];
  const { stdout } = await repository.gatehouse('run', 'retry-run', ...words, ...fast, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, outputs: { attempts: '2' } });
});

test.concurrent.each([
  [['manifest-prat'], 'There is no action "manifest-prat". Did you mean "manifest-part"?'],
  [['manifest-part', '--fils', 'dist/*'], 'no option "--fils". Did you mean "--files"?'],
  [['retry-run', '--run'], '--run has no value.'],
  [['retry-run', '--run', '--shell'], 'given as --run=--shell'],
  [['retry-run', 'echo'], 'Found "echo". Expected --<input> <value>.'],
  [['retry-run', '--input', 'comand=x'], 'retry-run has no input "comand". Did you mean "command"?'],
  [[], 'gatehouse run needs <action>.'],
])('%j is not understood, and says why', async (words, message) => {
  const { exitCode, stderr } = await gatehouseHere(repository.path, 'run', ...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
});

test.concurrent('what a default reads of GitHub and is not known is asked for by its name', async () => {
  const { exitCode, stderr } = await gatehouseHere(
    repository.path,
    'run',
    'ci-green-gate',
    '--workflows',
    'ci.yml',
  );
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    `\n  --repository <value>: its default is \${{ github.repository }}, which is not known here.`,
  );
  expect(stderr).toContain(`\n  --sha <value>: its default is \${{ github.sha }}, which is not known here.`);
});

test.concurrent('what a default reads of GitHub comes from git, and from a token only where it is set', async () => {
  await using checkout = await makeRepository();
  await checkout.git('init', '--quiet', '--initial-branch', 'main');
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  await checkout.git(...author, 'commit', '--quiet', '--allow-empty', '--message', 'First');
  await checkout.git('remote', 'add', 'origin', 'git@github.com:acme/widgets.git');
  // No server answers there: what the action was given shows in what it could not reach.
  const env = { GITHUB_API_URL: 'http://127.0.0.1:9', GITHUB_TOKEN: TOKEN };
  const words = [
    'run',
    'ci-green-gate',
    '--workflows',
    '- ci.yml',
    '--deadline',
    '1s',
    '--grace',
    '1ms',
    '--interval',
    '1s',
  ];
  const { exitCode, stdout, stderr } = await checkout.gatehouseWith(env, ...words);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('acme/widgets');
  expect(stderr).not.toContain('There is no token');
  expect(stdout + stderr).not.toContain(TOKEN);
});

test.concurrent('the page of an action shows its inputs with their defaults', async () => {
  const { exitCode, stdout } = await gatehouseHere(repository.path, 'run', 'retry-run', '--help');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ {2}--deadline\s+Time for all attempts.* Default: 30m$/m);
});
