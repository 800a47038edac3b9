import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../bundle/bundle.ts';
import { actionFiles, type Checkout, makeCheckout } from './checkout.ts';
import { runBuiltAction } from './run-built-action.ts';

const MAIN = `
import { appendSummary, flag, optional, readInputs, runAction, secret, setOutputs, text } from '@gatehouse/action-kit';
const shape = { 'who to greet': text(), 'is-loud': flag(), repository: text(), token: optional(secret()), 'waits': flag() };
await runAction({
  readInputs: () => readInputs(shape),
  run: async ({ token, ...inputs }) => {
    if (inputs.waits) await new Promise((resolve) => setTimeout(resolve, 60_000));
    setOutputs({ ...inputs, report: 'two\\nlines', environment: Object.keys(process.env).sort(), workspace: process.cwd() });
    await appendSummary('# Done');
    if (token !== undefined) throw new Error(\`the token is \${token}\`);
  },
});
`;
const INPUTS = {
  'who to greet': { description: 'Who.', required: true },
  'is-loud': { description: 'Loud?', default: false },
  repository: { description: 'Where.', default: '${' + '{ github.repository }}' },
  token: { description: 'A token.' },
  waits: { description: 'Wait?', default: 'false' },
};

let checkout: Checkout;
let release: string;
beforeAll(async () => {
  checkout = makeCheckout(actionFiles('greet', MAIN, INPUTS));
  release = (await bundle({ root: checkout.root })).outDir;
});
afterAll(() => checkout[Symbol.dispose]());

test('inputs, defaults and expressions reach the action, outputs and summary come back', async () => {
  const { exitCode, outputs, summary, annotations } = await runBuiltAction('greet', {
    release,
    inputs: { 'who to greet': 'legs' },
    env: { GITHUB_REPOSITORY: 'octo/others' },
  });
  expect({ exitCode, summary, annotations }).toEqual({ exitCode: 0, summary: '# Done\n', annotations: [] });
  expect(outputs).toMatchObject({
    'who to greet': 'legs',
    'is-loud': 'false',
    repository: 'octo/others',
    report: 'two\nlines',
  });
});

test('a mistake in an input is one annotation and an exit code', async () => {
  const { exitCode, annotations, stderr } = await runBuiltAction('greet', {
    release,
    inputs: { 'is-loud': 'yes' },
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(annotations.map(({ level }) => level)).toEqual(['error']);
  expect(annotations[0]?.message).toContain(
    'who to greet: found nothing, expected a text\nis-loud: found "yes"',
  );
});

test('nothing of the environment of the tests reaches the action but PATH', async () => {
  const { outputs } = await runBuiltAction('greet', { release, inputs: { 'who to greet': 'legs' } });
  const foreign = (JSON.parse(outputs.environment ?? '[]') as string[]).filter(
    (name) => !/^(CI|HOME|LANG|PATH|GIT_CONFIG_NOSYSTEM|(GITHUB|RUNNER|INPUT)_.*)$/.test(name),
  );
  expect(foreign).toEqual([]);
});

test('the log is what a person can read: the secret stands only in the line that masks it', async () => {
  const token = 'ghs_notARealToken';
  const { stdout, log, annotations } = await runBuiltAction('greet', {
    release,
    inputs: { 'who to greet': 'legs', token },
  });
  expect(stdout).toContain(`::add-mask::${token}`);
  expect(log).not.toContain(token);
  expect(annotations[0]?.message).toContain('the token is ***');
});

test('an input that action.yml does not have is a mistake of the test', async () => {
  await expect(runBuiltAction('greet', { release, inputs: { who: 'legs' } })).rejects.toThrow(/"who"/);
});

test('a test can kill the running action', async () => {
  const { exitCode, ending } = await runBuiltAction('greet', {
    release,
    inputs: { 'who to greet': 'legs', waits: 'true' },
    signal: AbortSignal.timeout(500),
    graceMs: 0,
  });
  expect({ exitCode, kind: ending.kind }).toEqual({ exitCode: undefined, kind: 'aborted' });
});

test('an action that does not end is ended', async () => {
  const inputs = { 'who to greet': 'legs', waits: 'true' };
  const { ending } = await runBuiltAction('greet', { release, inputs, timeoutMs: 300, graceMs: 0 });
  expect(ending.kind).toBe('timed-out');
});

test('the workspace is the folder that the test gives', async () => {
  const cwd = realpathSync(join(checkout.root, 'tools'));
  const { outputs } = await runBuiltAction('greet', { release, cwd, inputs: { 'who to greet': 'legs' } });
  expect(outputs.workspace).toBe(cwd);
});
