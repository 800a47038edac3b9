import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPart } from '@gatehouse/parts';
import { versionFiles } from '@gatehouse/version-manifest';
import { describe, expect, test } from 'vitest';
import { runBuiltAction } from '../../../../tools/test/run-built-action.ts';
import { archiveOf, elf, temporaryFolder } from './archives.ts';
import { assetOf, POLLUTED_NAMES } from './asset-lists.ts';
import { LEG } from './given.ts';

/** A workspace with one build for `machine` of each ending. */
async function workspace(machine: string, ...endings: readonly string[]) {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, 'dist'));
  for (const ending of endings) {
    const name = `python-3.14.2-linux-24.04-ppc64le${ending}`;
    await writeFile(
      join(folder.path, 'dist', name),
      await archiveOf(ending, [{ path: 'bin/python3', content: elf(machine) }]),
    );
  }
  return folder;
}

describe('the built action', () => {
  test.each(['.tar.gz', '.tar.xz', '.tar.zst', '.zip'])(
    'looks into a %s archive and writes its part',
    async (ending) => {
      await using folder = await workspace('ppc64le', ending);
      const { exitCode, outputs, summary, annotations } = await runBuiltAction('manifest-part', {
        inputs: { ...LEG, inspect: 'true', upload: 'false', 'output-dir': 'parts' },
        cwd: folder.path,
      });
      expect({ exitCode, annotations }).toEqual({ exitCode: 0, annotations: [] });
      expect(outputs).toMatchObject({ entries: '1', 'artifact-id': '', excluded: '{}' });
      expect(JSON.parse(outputs.evidence ?? '').inspections).toMatchObject([{ elf: 1, inspected: true }]);
      expect(outputs.part).toBe(join(folder.path, 'parts', `${outputs['artifact-name']}.json`));
      expect(summary).toContain('1, all ppc64le');
    },
  );

  test.each(['.tar.gz', '.tar.xz', '.tar.zst', '.zip'])(
    'refuses a %s archive of another machine',
    async (ending) => {
      await using folder = await workspace('s390x', ending);
      const { exitCode, annotations, stderr, outputs } = await runBuiltAction('manifest-part', {
        inputs: { ...LEG, inspect: 'true', upload: 'false' },
        cwd: folder.path,
      });
      expect({ exitCode, stderr, outputs }).toEqual({ exitCode: 1, stderr: '', outputs: {} });
      expect(annotations).toMatchObject([
        { level: 'error', message: expect.stringContaining('"bin/python3": s390x') },
      ]);
    },
  );

  test('takes the polluted list of a release apart', async () => {
    await using folder = await temporaryFolder();
    const { exitCode, outputs, log } = await runBuiltAction('manifest-part', {
      inputs: {
        assets: JSON.stringify(POLLUTED_NAMES.map((name) => assetOf(name))),
        repository: 'IBM/python-versions-pz',
        tag: '3.14.2',
        upload: 'false',
        'output-dir': '.',
      },
      cwd: folder.path,
    });
    expect({ exitCode, entries: outputs.entries, key: outputs.key }).toEqual({
      exitCode: 0,
      entries: '4',
      key: '3.14.2',
    });
    expect(log).toContain('Left out: "trivy-gate.log" (log)');
  });

  test('lets no asset speak to the runner', async () => {
    await using folder = await temporaryFolder();
    const { exitCode, annotations } = await runBuiltAction('manifest-part', {
      inputs: { assets: JSON.stringify([assetOf('::error::gotcha')]), tag: '3.14.2', upload: 'false' },
      cwd: folder.path,
    });
    expect(exitCode).toBe(1);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]?.message).toContain('The file name "::error::gotcha" has no reading');
  });

  test('fails with one error where there is no artifact service', async () => {
    await using folder = await workspace('ppc64le', '.tar.gz');
    const { exitCode, annotations } = await runBuiltAction('manifest-part', {
      inputs: LEG,
      cwd: folder.path,
    });
    expect(exitCode).toBe(1);
    expect(annotations).toMatchObject([
      { level: 'error', message: expect.stringContaining('PART_UPLOAD_FAILED') },
    ]);
  });

  test('writes a part that the merge can read', async () => {
    await using folder = await workspace('ppc64le', '.zip');
    const { outputs } = await runBuiltAction('manifest-part', {
      inputs: { ...LEG, upload: 'false', 'output-dir': '.' },
      env: { GITHUB_RUN_ATTEMPT: '3' },
      cwd: folder.path,
    });
    expect(readPart(await readFile(outputs.part ?? ''), versionFiles, {})).toMatchObject({
      run: { run_attempt: 3 },
      digest: outputs.digest,
    });
  });
});
