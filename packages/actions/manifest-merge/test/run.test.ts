import { expect, test } from 'vitest';
import { definition } from './given.ts';
import { archive, MATRIX, PPC, partOf, rebuilt, S390X } from './legs.ts';
import { ROOT, setUp } from './scene.ts';

test.concurrent('the parts of a matrix become exactly one commit', async () => {
  await using stand = await setUp();
  const before = await stand.scene.head();
  const { code, outputs, log } = await stand.merge({ files: MATRIX });
  expect(code).toBe('');
  const commits = await stand.scene.commits(before);
  expect(commits).toMatchObject([{ subject: 'Update version manifests', files: [ROOT] }]);
  expect(outputs).toMatchObject({
    changed: true,
    commit: commits[0]?.sha,
    result: 'complete',
    missing: [],
    conflicts: [],
  });
  expect(log).toContainEqual(expect.stringContaining(`Commit ${commits[0]?.sha} is on `));
});

test.concurrent('sixty parts are still one commit, whatever their order', async () => {
  const files = Array.from({ length: 60 }, (_, at) => archive(`3.13.${at % 30}`, at < 30 ? 'x64' : 'arm64'));
  await using one = await setUp();
  await using other = await setUp();
  await one.merge({ files });
  await other.merge({ files: files.toReversed() });
  expect(await one.scene.commits()).toHaveLength(2);
  expect(await other.text()).toBe(await one.text());
});

test.concurrent('what is written is the manifest that upstream would write', async () => {
  await using stand = await setUp();
  await stand.merge({ files: [archive('3.15.0-rc.2', 'x64'), archive('3.15.0-rc.10', 'x64'), PPC] });
  const text = await stand.text();
  const manifest = JSON.parse(text);
  expect(text).toBe(`${JSON.stringify(manifest, null, 2)}\n`);
  expect(manifest.map(Object.keys)).toEqual(Array(3).fill(['version', 'stable', 'release_url', 'files']));
  expect(manifest).toMatchObject([
    { version: '3.15.0-rc.10', stable: false },
    { version: '3.15.0-rc.2', stable: false },
    { version: '3.14.2', stable: true, files: [{ filename: PPC.filename, download_url: PPC.download_url }] },
  ]);
  expect(Object.keys(manifest[2].files[0])).toEqual([
    'filename',
    'arch',
    'platform',
    'platform_version',
    'download_url',
  ]);
});

test.concurrent('a second merge of the same makes no commit', async () => {
  await using stand = await setUp();
  await stand.merge({ files: MATRIX });
  const before = await stand.scene.head();
  const { outputs, summary } = await stand.merge({ files: MATRIX, run: { runId: 1002 } });
  expect(outputs).toMatchObject({ changed: false, commit: '', result: 'complete' });
  expect(summary).toContain('### Version manifests: complete, nothing to change');
  expect(await stand.scene.head()).toBe(before);
});

test.concurrent('a repeated run finds the commit that its first attempt has landed', async () => {
  await using stand = await setUp();
  const first = await stand.merge({ files: MATRIX });
  const { outputs } = await stand.merge({ files: MATRIX, run: { runAttempt: 2 } });
  expect(outputs).toMatchObject({ changed: true, commit: first.outputs.commit });
  expect(await stand.scene.commits()).toHaveLength(2);
});

test.concurrent('a dry run shows the difference and writes nothing', async () => {
  await using stand = await setUp();
  await stand.merge({ files: [S390X] });
  const before = await stand.scene.head();
  const step = { 'dry-run': 'true' };
  const { code, outputs, log, summary } = await stand.merge({ files: [PPC], step, run: { runId: 1002 } });
  expect(code).toBe('');
  expect(outputs).toMatchObject({ changed: true, commit: '', result: 'complete' });
  expect(log.join('\n')).toMatch(
    /group: Difference\ninfo: \| --- a\/versions-manifest.json\n\| \+\+\+ b\/versions-manifest.json\n/,
  );
  expect(log.join('\n')).toContain(`\n| +        "filename": "${PPC.filename}",`);
  expect(summary).toContain('complete, dry run (1 file would change)');
  expect(await stand.scene.head()).toBe(before);
});

test.concurrent('a dry run after the run has landed says that nothing would change', async () => {
  await using stand = await setUp();
  await stand.merge({ files: MATRIX });
  const { outputs, summary } = await stand.merge({ files: MATRIX, step: { 'dry-run': 'true' } });
  expect(outputs).toMatchObject({ changed: false, commit: '' });
  expect(summary).toContain('complete, dry run (0 files would change)');
});

test.concurrent('the summary is a matrix of versions by arch and platform', async () => {
  await using stand = await setUp();
  await stand.merge({ files: [S390X] });
  const expected = [PPC, S390X].map(({ arch }) => `3.14.2 / linux / 24.04 / ${arch}`).join('\n');
  const { summary, outputs } = await stand.merge({
    files: [archive('3.15.0-rc.1', 'ppc64le'), S390X],
    step: { expected, policy: 'allow-missing' },
    run: { runId: 1002 },
  });
  expect(summary.split('\n').filter((line) => line.startsWith('| '))).toEqual([
    '| Version | linux 24.04 ppc64le | linux 24.04 s390x |',
    '| --- | --- | --- |',
    '| 3.15.0-rc.1 | 🟢 new |  |',
    '| 3.14.2 | 🔴 missing | ⚪ kept |',
  ]);
  expect(summary).toContain('🟢 new: 1, ⚪ kept: 1, 🔴 missing: 1.');
  const commit = String(outputs.commit);
  expect(summary).toContain(
    `partial, commit [\`${commit.slice(0, 12)}\`](https://github.com/octo/pythons/commit/${commit})`,
  );
});

test.concurrent('the evidence says what was read, decided and written', async () => {
  await using stand = await setUp();
  const base = await stand.scene.head();
  const { outputs, evidence } = await stand.merge({ files: [PPC], raw: { 'build.log': 'done\n' } });
  expect(evidence).toMatchObject({
    schema: 'gatehouse.manifest-merge/v1',
    run: { repository: 'octo/pythons', run_id: 1001, run_attempt: 1, job: 'manifests' },
    verdict: 'done',
    write: { kind: 'committed', commit: outputs.commit, base, landed_by: 'push', attempts: 1 },
    parts: { count: 1, excluded: [{ name: 'build.log', reason: 'log' }] },
    coverage: { outcome: 'complete', covered: ['3.14.2 / linux / 24.04 / ppc64le'] },
    proposal: {
      head: base,
      files: [ROOT],
      changes: [{ key: '3.14.2 / linux / 24.04 / ppc64le', state: 'added' }],
    },
  });
});

test.concurrent('every output of action.yml is set, on success and on failure', async () => {
  await using stand = await setUp();
  const names = Object.keys(definition.outputs);
  expect(Object.keys((await stand.merge({ files: [PPC] })).outputs)).toEqual(names);
  expect(Object.keys((await stand.merge({ raw: { 'part.json': '{}' } })).outputs)).toEqual(names);
});

test.concurrent('parts of another kind or target are left alone, and named', async () => {
  await using stand = await setUp();
  const other = partOf([rebuilt(PPC)], { target: 'octo/other' });
  const { code, evidence, log } = await stand.merge({ files: [PPC], parts: [other] });
  expect({ code, left: evidence.parts?.left }).toEqual({
    code: '',
    left: ['3.14.2 / linux / 24.04 / ppc64le (octo/other)'],
  });
  expect(log).toContainEqual(expect.stringContaining('Left to another merge of this run'));
  const [version] = await stand.manifest();
  expect(version?.files).toMatchObject([{ download_url: PPC.download_url }]);
});

test.concurrent('a failure to download the parts is an error, and nothing is written', async () => {
  await using stand = await setUp();
  const before = await stand.scene.head();
  const { code, outputs } = await stand.merge({ step: { 'parts-dir': '' } });
  expect([code, outputs.changed]).toEqual(['PART_DOWNLOAD_FAILED', false]);
  expect(await stand.scene.head()).toBe(before);
});
