import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type Files, withDefaults, writeFiles } from './play.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Starts the entry with `INPUT_…` variables, as the runner does. */
async function start(ref: string, given: Readonly<Record<string, string>> = {}, files: Files = {}) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'tag-guard-'));
  const [output, summary] = [join(folder.path, 'output'), join(folder.path, 'summary')];
  for (const file of [output, summary]) await writeFile(file, '');
  await writeFiles(folder.path, files);
  const inputs = [...(await withDefaults(given, ref))].map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const env = {
    ...process.env,
    ...Object.fromEntries(inputs),
    GITHUB_RUN_ID: '',
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
  };
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; stdout: string }>();
  execFile(process.execPath, [main], { env, cwd: folder.path }, (error, stdout) =>
    resolve({ code: error?.code ?? 0, stdout }),
  );
  const played = await promise;
  const blocks = (await readFile(output, 'utf8')).matchAll(/^([\w-]+)<<(\S+)\n(.*?)\n\2$/gms);
  return {
    ...played,
    outputs: Object.fromEntries([...blocks].map(([, name, , value]) => [name, value])),
    summary: await readFile(summary, 'utf8'),
  };
}

const pyproject = { 'pyproject.toml': '[project]\nversion = "1.2.3"\n' };

it('the entry lets a release pass', async () => {
  const { code, stdout, outputs, summary } = await start(
    'refs/tags/v1.2.3',
    { files: 'pyproject.toml' },
    pyproject,
  );
  expect([code, stdout]).toEqual([
    0,
    'Compared: "pyproject.toml", line 2: "project.version" is "1.2.3".\nRelease: "v1.2.3" is the release 1.2.3, as 1 place states.\n',
  ]);
  expect(outputs).toMatchObject({
    ok: 'true',
    tag: 'v1.2.3',
    version: '1.2.3',
    major: '1',
    minor: '2',
    patch: '3',
  });
  expect(outputs).toMatchObject({ prerelease: '', 'is-prerelease': 'false' });
  expect(summary).toContain('✅ release');
});

it('the entry skips a foreign tag with a notice, and succeeds', async () => {
  const { code, stdout, outputs } = await start('refs/tags/archive/v1.2.3');
  expect([code, stdout]).toEqual([
    0,
    '::notice::Nothing is released by this run: the tag "archive/v1.2.3" does not begin with "v"; expected a tag of the form "v" + MAJOR.MINOR.PATCH, such as "v1.2.3".\n',
  ]);
  expect(outputs).toMatchObject({ ok: 'false', tag: '', version: '', major: '', 'is-prerelease': '' });
});

it('the entry skips a tag that only looks like a release at its end', async () => {
  const { code, outputs } = await start('refs/tags/v1.2.3\u00a0');
  expect([code, outputs.ok]).toEqual([0, 'false']);
});

it('the entry fails a release whose files differ, with one annotation', async () => {
  const { code, stdout, outputs } = await start('refs/tags/v1.2.4', { files: 'pyproject.toml' }, pyproject);
  expect([code, stdout]).toEqual([
    1,
    '::error::1 of 1 place does not state the version 1.2.4 of the tag "v1.2.4":%0A"pyproject.toml", line 2: "project.version" is "1.2.3", expected 1.2.4. [NOT_IN_LOCKSTEP]%0ANothing is released. Bring these in line in a new commit and tag that one, or take the right tag for this commit.\n',
  ]);
  expect(outputs).toMatchObject({ ok: 'false', version: '' });
});

it('the entry refuses a mistake in its inputs', async () => {
  const { code, stdout, outputs } = await start('refs/tags/v1.2.3', { prefix: 'v1' });
  expect([code, outputs]).toEqual([1, {}]);
  expect(stdout).toMatch(/^::error::prefix: found "v1", expected .* \[INVALID_INPUT\]%0A.*\n$/);
});
