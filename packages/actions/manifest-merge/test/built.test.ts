import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './scene.ts';
import { playLeg, setStage } from './stage.ts';

test.concurrent('downloads the parts of all attempts itself, and lands them in one commit', async () => {
  await using stand = await setStage();
  await playLeg(stand, 'ppc64le', 1, '3.14.2-bad');
  await playLeg(stand, 's390x', 1);
  await playLeg(stand, 'ppc64le', 2);
  const before = await stand.scene.head();
  const { exitCode, outputs, annotations, summary, stderr } = await stand.play('manifest-merge', {
    attempt: 2,
  });
  expect([exitCode, stderr]).toEqual([0, '']);
  const commits = await stand.scene.commits(before);
  expect(commits).toMatchObject([{ files: [ROOT] }]);
  expect(outputs).toMatchObject({
    changed: 'true',
    commit: commits[0]?.sha,
    result: 'complete',
    missing: '[]',
    conflicts: '[]',
  });
  expect(JSON.parse(outputs.evidence ?? '')).toMatchObject({
    verdict: 'done',
    parts: { count: 3 },
    coverage: { outcome: 'complete' },
  });
  expect(annotations).toMatchObject([
    { level: 'notice', message: '"3.14.2 / linux / 24.04 / ppc64le": attempt 2 replaces attempt 1.' },
  ]);
  expect(summary).toContain('| 3.14.2 | 🟢 new | 🟢 new |');
  const [{ files }] = JSON.parse(String(await stand.scene.read(ROOT)));
  expect(files.map((file: { download_url: string }) => file.download_url.split('/').at(-2))).toEqual([
    '3.14.2',
    '3.14.2',
  ]);
});

test.concurrent('a run without any artifact fails, and says where to look', async () => {
  await using stand = await setStage();
  const { exitCode, annotations, outputs } = await stand.play('manifest-merge');
  expect([exitCode, outputs.result]).toEqual([1, 'empty']);
  expect(annotations).toMatchObject([
    { level: 'error', message: expect.stringContaining('Look at the legs: none left a part.') },
  ]);
});

test.concurrent('a mistake in an input is one annotation, and nothing is read', async () => {
  await using stand = await setStage();
  const { exitCode, annotations, stderr, outputs } = await stand.play('manifest-merge', {
    step: { policy: 'most' },
  });
  expect([exitCode, stderr, outputs]).toEqual([1, '', {}]);
  expect(annotations).toMatchObject([
    { level: 'error', message: expect.stringContaining('policy: found "most", expected require-all') },
  ]);
  expect(stand.stage.journal).toEqual([]);
});

test.concurrent('a part cannot speak to the runner', async () => {
  await using stand = await setStage();
  await mkdir(join(stand.workspace, 'parts'));
  const hostile = '{"schema": "::error::gotcha\\n::set-output name=changed::true"}';
  for (const name of ['::error::gotcha.json', 'part.json']) {
    await writeFile(join(stand.workspace, 'parts', name), hostile);
  }
  const { annotations, outputs } = await stand.play('manifest-merge', { step: { 'parts-dir': 'parts' } });
  expect(annotations).toHaveLength(1);
  expect(outputs.changed).toBe('false');
});
