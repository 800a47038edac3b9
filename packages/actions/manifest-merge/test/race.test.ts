import { raceWriter } from '@gatehouse/rehearsal';
import { expect, test } from 'vitest';
import { archive, PPC } from './legs.ts';
import { setUp } from './scene.ts';

test.concurrent('a push that is overtaken at the last moment merges again, and lands', async () => {
  await using stand = await setUp();
  await stand.scene.overtake(2);
  const { code, outputs, evidence } = await stand.merge({ files: [PPC] });
  expect([code, evidence.write]).toMatchObject(['', { attempts: 3 }]);
  const subjects = (await stand.scene.commits()).map(({ subject }) => subject);
  const faster = 'overtaker: was faster';
  expect(subjects).toEqual(['Seed', faster, faster, 'Update version manifests']);
  expect(outputs.commit).toBe(await stand.scene.head());
});

test.concurrent('under another writer and another merge everybody lands, and nothing is lost', async () => {
  await using stand = await setUp();
  await using race = await raceWriter(stand.scene.bare, 'main', 'other/lines.txt', 6);
  const merged = await Promise.all(
    [PPC, archive('3.13.11', 's390x')].map((file, at) =>
      stand.merge({ files: [file], run: { runId: 2000 + at } }),
    ),
  );
  expect(merged.map(({ code }) => code)).toEqual(['', '']);
  expect((await race.done).landed).toBe(6);
  expect(await stand.scene.commits()).toHaveLength(1 + 6 + 2);
  expect((await stand.manifest()).map(({ version }) => version)).toEqual(['3.14.2', '3.13.11']);
  const lines = String(await stand.scene.read('other/lines.txt'))
    .trim()
    .split('\n');
  expect(lines).toHaveLength(6);
});

test.concurrent('four merges of one manifest at once: four commits, and every entry of all', async () => {
  await using stand = await setUp();
  const versions = Array.from({ length: 4 }, (_, at) => `3.13.${at}`);
  const merged = await Promise.all(
    versions.map((version, at) =>
      stand.merge({
        files: [archive(version, 'ppc64le'), archive(version, 's390x')],
        run: { runId: 2000 + at },
      }),
    ),
  );
  expect(merged.map(({ code }) => code)).toEqual(versions.map(() => ''));
  expect(new Set(merged.map(({ outputs }) => outputs.commit)).size).toBe(4);
  expect(await stand.scene.commits()).toHaveLength(5);
  const manifest = await stand.manifest();
  expect(manifest.map(({ version }) => version)).toEqual(versions.toReversed());
  expect(manifest.map(({ files }) => files.length)).toEqual(versions.map(() => 2));
});
