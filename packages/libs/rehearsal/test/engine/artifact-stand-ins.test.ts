import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@gatehouse/process';
import { expect, it } from 'vitest';
import { artifactService, runtimeToken, startStage } from '../../src/index.ts';

const SCRIPTS = join(import.meta.dirname, '..', '..', 'src', 'engine', 'stand-ins');

/** A run on a stage of its own, whose steps are the stand-ins of GitHub's artifact actions. */
async function openRun() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-stand-ins-'));
  const service = artifactService({ folder: join(folder, 'store') });
  const stage = await startStage({ routes: service.routes });
  const step = async (name: 'upload-artifact' | 'download-artifact', inputs: Record<string, string>) => {
    const given = Object.entries(inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]);
    const { exitCode, stdout } = await run({
      command: process.execPath,
      args: [join(SCRIPTS, `${name}.ts`)],
      cwd: folder,
      env: {
        ACTIONS_RESULTS_URL: `${stage.url}/`,
        ACTIONS_RUNTIME_TOKEN: runtimeToken({ run: 'run-1', job: 'job-1', attempt: 1 }),
        GITHUB_WORKSPACE: folder,
        GITHUB_OUTPUT: join(folder, 'outputs'),
        ...Object.fromEntries(given),
      },
      timeoutMs: 30_000,
    });
    return { exitCode, stdout };
  };
  return {
    step,
    write(path: string, text: string) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    async [Symbol.asyncDispose]() {
      await stage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

it('T14: a second artifact of one name is refused with 409, unless it takes the place of the first', async () => {
  await using run = await openRun();
  run.write('a/x.txt', 'one');
  const given = { name: 'dist', path: 'a', 'if-no-files-found': 'error' };
  expect(await run.step('upload-artifact', given)).toMatchObject({ exitCode: 0 });
  const again = await run.step('upload-artifact', given);
  expect(again).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('::error::CreateArtifact was answered with 409'),
  });
  expect(await run.step('upload-artifact', { ...given, overwrite: 'true' })).toMatchObject({ exitCode: 0 });
});

it('T14: files of one name that go into one folder are told', async () => {
  await using run = await openRun();
  for (const leg of ['x64', 'arm64']) {
    run.write(`${leg}/app.txt`, leg);
    run.write(`${leg}/${leg}.txt`, leg);
    await run.step('upload-artifact', { name: `dist-${leg}`, path: leg });
  }
  const merged = await run.step('download-artifact', {
    pattern: 'dist-*',
    'merge-multiple': 'true',
    path: 'all',
  });
  expect(merged.stdout).toMatch(
    /::warning::dist-\w+ and dist-\w+ both hold app\.txt, and go into one folder/,
  );
  expect(merged.stdout).not.toContain('x64.txt, and');
  const apart = await run.step('download-artifact', { pattern: 'dist-*', path: 'each' });
  expect(apart.stdout).not.toContain('::warning');
  expect([run.read('each/dist-x64/app.txt'), run.read('each/dist-arm64/app.txt')]).toEqual(['x64', 'arm64']);
});
