import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStage } from '@gatehouse/rehearsal';
import { expect, it } from 'vitest';
import { aRun, githubRoutes, REPOSITORY, SHA } from './github.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Starts the entry with `INPUT_…` variables, as the runner does. */
async function start(given: Readonly<Record<string, string>>, apiUrl: string) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'ci-green-gate-'));
  const [output, summary] = [join(folder.path, 'output'), join(folder.path, 'summary')];
  for (const file of [output, summary]) await writeFile(file, '');
  const inputs = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = {
    ...process.env,
    ...Object.fromEntries(inputs),
    GITHUB_RUN_ID: '',
    GITHUB_API_URL: apiUrl,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
  };
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; stdout: string }>();
  execFile(process.execPath, [main], { env, cwd: folder.path }, (error, stdout) =>
    resolve({ code: error?.code ?? 0, stdout }),
  );
  return {
    ...(await promise),
    output: await readFile(output, 'utf8'),
    summary: await readFile(summary, 'utf8'),
  };
}

const question = { workflows: '- ci.yml', branch: 'main', sha: SHA, repository: REPOSITORY };

it('the entry passes a green commit', async () => {
  await using stage = await startStage({ routes: githubRoutes({ runs: () => [aRun()] }) });
  const { code, stdout, output, summary } = await start(question, stage.url);
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining('Pass: aaaaaaaaaaaa is green in one workflow; it is the head of main.'),
  ]);
  expect(output).toMatch(/^verdict<<(\S+)\npass\n\1\n/);
  expect(summary).toContain('✅ pass');
});

it('the entry fails a red commit with one annotation, and still sets its outputs', async () => {
  await using stage = await startStage({
    routes: githubRoutes({ runs: () => [aRun({ conclusion: 'failure' })] }),
  });
  const { code, stdout, output } = await start(question, stage.url);
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(/^::error::ci\.yml failed \(run 1000, attempt 1\) \[NOT_GREEN\]%0A.*$/m),
  ]);
  expect(output).toMatch(/^verdict<<(\S+)\nfail\n\1\n/);
});

it('the entry refuses a short commit without a request', async () => {
  await using stage = await startStage({ routes: [] });
  const { code, stdout } = await start({ ...question, sha: 'abc1234' }, stage.url);
  expect([code, stage.journal]).toEqual([1, []]);
  expect(stdout).toMatch(/^::error::sha: found "abc1234", expected a full commit id.*\[INVALID_INPUT\]/);
});
