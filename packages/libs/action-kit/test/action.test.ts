import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const KIT = pathToFileURL(join(import.meta.dirname, '..', 'src', 'index.ts')).href;

/** What `@actions/core` has written: `name<<delimiter`, the value, the delimiter. */
const outputsIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  );

/** Runs an action with `body` as its story, in a process of its own, as a runner does. */
function act(body: string) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-action-'));
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const script = `
    import * as kit from ${JSON.stringify(KIT)};
    await kit.runAction({ readInputs: () => kit.readInputs({ token: kit.optional(kit.secret()) }), run: async (inputs) => { ${body} } });
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { GITHUB_OUTPUT: output, INPUT_TOKEN: 'kit-secret' },
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const outputs = outputsIn(readFileSync(output, 'utf8'));
  rmSync(folder, { recursive: true });
  return { status, lines, stderr, outputs };
}

test('an action that ends well says nothing', () => {
  expect(act('')).toEqual({ status: 0, lines: [''], stderr: '', outputs: {} });
});

test.each([
  ["throw new kit.ActionError({ code: 'LATE', message: 'Too late.' })", 1],
  ['', 0],
])(
  'H3: an action that is over ends its process, whatever it left open: %s',
  (ending, status) => {
    expect(act(`setInterval(() => {}, 1000); ${ending}`).status).toBe(status);
  },
  10_000,
);

test('a mistake that the user can mend is one annotation without a stack', () => {
  const { status, lines } = act(
    "throw new kit.ActionError({ code: 'BAD', message: 'Found b.', hint: 'Use a.', cause: new Error('c') })",
  );
  expect({ status, lines }).toEqual({ status: 1, lines: ['::error::Found b. [BAD]%0AUse a.', ''] });
});

test('a bug is one annotation, and its stack with its causes follows', () => {
  const { status, lines } = act("throw new TypeError('no', { cause: new Error('why') })");
  expect(status).toBe(1);
  expect(lines[0]).toBe(
    '::error::Unexpected error: no%0AThis is a bug in the action. Please report it with the log of this step.',
  );
  expect(lines).toContainEqual('| TypeError: no');
  expect(lines).toContainEqual('| Caused by: Error: why');
});

test('an error that causes itself ends all the same', () => {
  const { status, lines } = act("const error = new Error('round'); error.cause = error; throw error");
  expect({ status, annotations: lines.filter((line) => line.startsWith('::')).length }).toEqual({
    status: 1,
    annotations: 1,
  });
});

test('what is thrown that is no error is told as well', () => {
  expect(act("throw 'a text'").lines[0]).toMatch(/^::error::Unexpected error: a text%0A/);
});

test('no line of a stack is a command to the runner', () => {
  const { lines } = act("throw new Error('a\\n::set-output name=x::1\\r::warning::b ##[error]c')");
  expect(lines.slice(1).filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
});

test('no secret is told, whatever happens', () => {
  const { lines, stderr, outputs } = act(`
    kit.setOutputs({ report: { token: inputs.token } });
    kit.runnerLog.info(inputs.token);
    kit.runnerLog.warning(inputs.token);
    await kit.runnerLog.group(inputs.token, async () => kit.runnerLog.debug(inputs.token));
    throw new Error(inputs.token, { cause: new Error(inputs.token) });
  `);
  expect([...lines, stderr, JSON.stringify(outputs)].filter((text) => text.includes('kit-secret'))).toEqual(
    [],
  );
  expect(lines).toContain('::warning::***');
});

test('outputs of any kind reach the runner', () => {
  const { outputs } = act(
    "kit.setOutputs({ text: 'a\\nb', number: 3, flag: false, list: ['x'], none: undefined })",
  );
  expect(outputs).toEqual({ text: 'a\nb', number: '3', flag: 'false', list: '["x"]', none: '' });
});

test('a group is closed when what it holds fails', () => {
  const { lines } = act("await kit.runnerLog.group('Read', async () => { throw new Error('no') })");
  expect(lines.slice(0, 2)).toEqual(['::group::Read', '::endgroup::']);
});
