import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStage } from '@gatehouse/rehearsal';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { anEnvironment, githubRoutes, REPOSITORY, type World } from './github.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const EXPECTED = 'environments: { crates-io: { deploy-from: { tags: ["v[0-9]*.[0-9]*.[0-9]*"] } } }';
const TOKEN = 'ghs_qrstuvwxyz012345';

/** Starts the entry with the inputs of action.yml, as the runner does. */
async function start(world: World, given: Readonly<Record<string, string>> = {}, expectation = EXPECTED) {
  await using stage = await startStage({ routes: githubRoutes(world) });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'settings-audit-'));
  const [output, summary] = [join(folder.path, 'output'), join(folder.path, 'summary')];
  for (const file of [output, summary]) await writeFile(file, '');
  await writeFile(join(folder.path, 'expected.yml'), expectation);
  const { inputs } = parse(await readFile(at('../action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: string }>;
  };
  const defaults = Object.entries(inputs).map(([name, { default: preset = '' }]) => [
    name,
    preset.includes('${{') ? '' : preset,
  ]);
  const values = {
    ...Object.fromEntries(defaults),
    repository: REPOSITORY,
    token: TOKEN,
    path: 'expected.yml',
    ...given,
  };
  const env = {
    ...process.env,
    ...Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    GITHUB_RUN_ID: '',
    GITHUB_API_URL: stage.url,
    GITHUB_SERVER_URL: 'https://git.example',
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
  };
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; stdout: string; stderr: string }>();
  execFile(process.execPath, [at('../src/main.ts')], { env, cwd: folder.path }, (error, stdout, stderr) =>
    resolve({ code: error?.code ?? 0, stdout, stderr }),
  );
  return {
    ...(await promise),
    output: await readFile(output, 'utf8'),
    summary: await readFile(summary, 'utf8'),
    requests: stage.journal.length,
  };
}

it('the entry passes settings as declared', async () => {
  const { code, stdout, output, summary } = await start({ environments: [anEnvironment()] });
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining('Verdict pass: all 5 settings of octo/widgets are as declared.'),
  ]);
  expect(output).toMatch(/^verdict<<(\S+)\npass\n\1\n/);
  expect(summary).toContain('## Settings of octo/widgets: ✅ pass');
});

it('the entry fails a difference with one annotation, and links the page on the server', async () => {
  const { code, stdout, summary } = await start({
    environments: [anEnvironment({ can_admins_bypass: true })],
  });
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(
      /^::error::1 of 5 settings .*admin bypass: expected false, found true\. .* \[SETTINGS_DIFFER\]/m,
    ),
  ]);
  expect(summary).toContain('](https://git.example/octo/widgets/settings/environments/161088068/edit)');
});

it('the entry fails what it cannot see', async () => {
  const { code, output } = await start({ environments: [anEnvironment()], lacks: ['environments'] });
  expect([code, output]).toEqual([1, expect.stringMatching(/^verdict<<(\S+)\nunknown\n\1\n/)]);
});

it('the entry refuses a mistake in the file without a request', async () => {
  const { code, stdout, requests } = await start({}, {}, 'environments: { a: { deploy-form: any } }');
  expect([code, requests]).toEqual([1, 0]);
  expect(stdout).toMatch(/^::error::.*Did you mean "deploy-from"\?.*\[INVALID_EXPECTATION\]/m);
});

it('the token is masked and in nothing that the entry writes, even when GitHub says it back', async () => {
  const policies = [{ name: TOKEN, type: 'tag' as const }];
  const { stdout, output, summary } = await start({ environments: [anEnvironment({ policies })] });
  const shown = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  expect(stdout).toContain(`::add-mask::${TOKEN}`);
  expect([...shown, output, summary].join('\n')).not.toContain(TOKEN);
});

it('the entry writes a snapshot without an expectation file', async () => {
  const { code, output } = await start(
    { environments: [anEnvironment()] },
    { snapshot: 'true', path: 'nowhere.yml' },
  );
  expect([code, output]).toEqual([
    0,
    expect.stringMatching(/^current<<(\S+)\nenvironments:\n {2}crates-io:\n/m),
  ]);
});

it.each([
  ['a workflow', { 'release.yml': 'jobs: { a: { environment: crates-io } }\n::error::x: !y z\n' }, ''],
  ['the expectation file', {}, '\n? ["##[error]x"]\n: y\n'],
])('what the parser thinks of %s does not reach the log by itself', async (_, files, more) => {
  const expectation = `${EXPECTED}\nworkflows: { release.yml: [crates-io] }\n${more}`;
  const { stderr } = await start({ environments: [anEnvironment()], files }, {}, expectation);
  expect(stderr).toBe('');
});
