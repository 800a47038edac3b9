import { realpath } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runBuiltAction } from '../src/index.ts';
import { smallAction } from './small-action.ts';

const PRINT_ENV = 'process.stdout.write(JSON.stringify(process.env))';
const ENV = {
  GITHUB_REPOSITORY: 'octo/widgets',
  GITHUB_SERVER_URL: 'https://github.com',
  RUNNER_TEMP: '/runner/temp',
};

describe('the inputs of a step', () => {
  it('are what the workflow gives, and the defaults for the rest', async () => {
    await using action = await smallAction(PRINT_ENV);
    const call = { folder: action.folder, env: ENV, token: 'ghs_x', inputs: { plain: 'p', flag: 'true' } };
    expect(JSON.parse((await runBuiltAction(call)).stdout)).toMatchObject({
      INPUT_PLAIN: 'p',
      INPUT_TWO_WORDS: 'a b',
      INPUT_FLAG: 'true',
      INPUT_NUMBER: '1.10',
      INPUT_REPOSITORY: 'octo/widgets',
      INPUT_URL: 'https://github.com/octo/widgets',
      INPUT_TOKEN: 'ghs_x',
      INPUT_TEMP: '/runner/temp',
    });
  });

  it('are empty where neither the workflow nor action.yml has a value', async () => {
    await using action = await smallAction(PRINT_ENV);
    const { stdout } = await runBuiltAction({ folder: action.folder });
    expect(JSON.parse(stdout)).toMatchObject({ INPUT_PLAIN: '', INPUT_REPOSITORY: '' });
  });

  it('must be declared', async () => {
    await using action = await smallAction(PRINT_ENV);
    await expect(runBuiltAction({ folder: action.folder, inputs: { plian: 'p' } })).rejects.toThrow(
      /Found the inputs "plian"; action\.yml declares "plain", "two words"/,
    );
  });
});

it.each<[what: string, inputs: string, message: RegExp, runs?: string]>([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
  ['an expression that is no property', 'inputs: { a: { default: "${{ hashFiles(1) }}" } }', /only reads of/],
  ['a composite action', '', /only a Node action with a single "main"/, '{ using: composite, steps: [] }'],
  ['a post step', '', /with a single "main"/, '{ using: node24, main: a.js, post: b.js }'],
])('what cannot be played is refused: %s', async (_what, inputs, message, runs) => {
  const yml = `${inputs}\nruns: ${runs ?? '{ using: node24, main: dist/main.mjs }'}\n`;
  await using action = await smallAction('', yml);
  await expect(runBuiltAction({ folder: action.folder })).rejects.toThrow(message);
});

describe('the environment of a step', () => {
  it('holds nothing of this process that could reach a service or a secret', async () => {
    process.env.ACTIONS_RUNTIME_TOKEN = 'of the surrounding job';
    await using action = await smallAction(PRINT_ENV);
    const { stdout } = await runBuiltAction({ folder: action.folder, env: ENV, token: 'ghs_x' });
    delete process.env.ACTIONS_RUNTIME_TOKEN;
    const seen = JSON.parse(stdout);
    expect(Object.keys(seen).filter((name) => /TOKEN/.test(name))).toEqual(['INPUT_TOKEN']);
  });

  it('has the same Node first on its path, and the workspace as its folder', async () => {
    await using action = await smallAction(`
      import { execFileSync } from 'node:child_process';
      console.log(String(execFileSync('node', ['--version'])).trim(), process.cwd());`);
    const { log } = await runBuiltAction({
      folder: action.folder,
      env: { GITHUB_WORKSPACE: action.folder },
    });
    expect(log).toBe(`${process.version} ${await realpath(action.folder)}`);
  });
});

describe('what a step leaves', () => {
  it('is read from its files', async () => {
    await using action = await smallAction(`
      import { appendFileSync } from 'node:fs';
      const { GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STEP_SUMMARY } = process.env;
      appendFileSync(GITHUB_OUTPUT, 'result=a=b\\nlong<<END\\none\\n\\ntwo=2\\nEND\\nresult=last\\n');
      appendFileSync(GITHUB_ENV, 'NAME=value\\n');
      appendFileSync(GITHUB_STEP_SUMMARY, '# Done\\n');`);
    expect(await runBuiltAction({ folder: action.folder })).toMatchObject({
      exitCode: 0,
      outputs: { result: 'last', long: 'one\n\ntwo=2' },
      exported: { NAME: 'value' },
      summary: '# Done\n',
    });
  });

  it('cannot be a file command that a runner would refuse', async () => {
    await using action = await smallAction(`
      import { appendFileSync } from 'node:fs';
      appendFileSync(process.env.GITHUB_OUTPUT, 'no operator\\n');`);
    await expect(runBuiltAction({ folder: action.folder })).rejects.toMatchObject({
      code: 'BAD_FILE_COMMAND',
    });
  });

  it('is a log without secrets, and annotations', async () => {
    await using action = await smallAction(`
      console.log('token ghs_x\\n::add-mask::line1%0Aline2\\nsees line1 and line2\\n::debug::hidden');
      console.log('::group::Work\\n::warning title=a%3Ab,line=3::50%25 of line1%0Adone\\n::endgroup::');
      console.error('ghs_x on stderr'); process.exitCode = 3;`);
    const lines: string[] = [];
    const result = await runBuiltAction({
      folder: action.folder,
      token: 'ghs_x',
      onLine: (line) => void lines.push(line),
    });
    expect(result.exitCode).toBe(3);
    expect(lines.toSorted()).toEqual([
      '*** on stderr',
      'sees *** and ***',
      'token ***',
      'warning: 50% of ***\ndone',
      '▸ Work',
    ]);
    expect(result.annotations).toEqual([
      { level: 'warning', message: '50% of ***\ndone', properties: { title: 'a:b', line: '3' } },
    ]);
  });
});

describe('a step that does not end', () => {
  const forever = 'console.log("up"); process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);';

  it('is ended when its time is over', async () => {
    await using action = await smallAction(forever);
    const { ending } = await runBuiltAction({ folder: action.folder, timeoutMs: 300, graceMs: 0 });
    expect(ending.kind).toBe('timed-out');
  });

  it('is killed on demand', async () => {
    await using action = await smallAction(forever);
    const abort = new AbortController();
    const onLine = () => abort.abort();
    const { ending } = await runBuiltAction({
      folder: action.folder,
      signal: abort.signal,
      graceMs: 0,
      onLine,
    });
    expect(ending.kind).toBe('aborted');
  });
});

it('lines are told while the step still runs', async () => {
  await using action = await smallAction('console.log("early"); setTimeout(() => console.log("late"), 150);');
  const early = Promise.withResolvers<string>();
  let over = false;
  const ended = runBuiltAction({ folder: action.folder, onLine: early.resolve }).then(() => (over = true));
  expect([await early.promise, over]).toEqual(['early', false]);
  await ended;
});
