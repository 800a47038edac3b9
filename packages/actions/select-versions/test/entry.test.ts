import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { upstreamPath } from './manifests.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Starts the entry with `INPUT_…` variables, as the runner does. */
async function start(given: Readonly<Record<string, string>>) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'select-versions-'));
  const output = join(folder.path, 'output');
  await writeFile(output, '');
  const inputs = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = {
    ...process.env,
    ...Object.fromEntries(inputs),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: '',
  };
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; stdout: string }>();
  execFile(process.execPath, [main], { env, cwd: folder.path }, (error, stdout) =>
    resolve({ code: error?.code ?? 0, stdout }),
  );
  return { ...(await promise), output: await readFile(output, 'utf8') };
}

const legs = { arches: 's390x', 'platform-versions': '24.04', 'upstream-manifest': upstreamPath };

test('the entry plans the latest release', async () => {
  const { code, stdout, output } = await start(legs);
  expect([code, stdout]).toEqual([0, 'Rows to build: 1, of the versions 3.14.7\n']);
  expect(output).toContain('["3.14.7 / linux / 24.04 / s390x"]');
});

test('a mistake in an input is one annotation without a stack', async () => {
  const { code, stdout, output } = await start({ ...legs, arches: 'amd64' });
  expect([code, output]).toEqual([1, '']);
  expect(stdout).toMatch(
    /^::error::arches: found "amd64", which manifests call x64\. \[INVALID_INPUT\]%0A.*\n$/,
  );
});
