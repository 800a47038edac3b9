import { raceWriter } from '@gatehouse/rehearsal';
import { expect, test } from 'vitest';
import { archive, PPC } from './legs.ts';
import { setUp } from './scene.ts';

test('a push that is overtaken at the last moment merges again, and lands', async () => {
  await using stand = await setUp();
  await stand.scene.overtake(2);
  const { code, outputs, report } = await stand.merge({ files: [PPC] });
  expect([code, report.write]).toMatchObject(['', { attempts: 3 }]);
  const subjects = (await stand.scene.commits()).map(({ subject }) => subject);
  const faster = 'overtaker: was faster';
  expect(subjects).toEqual(['Seed', faster, faster, 'Update version manifests']);
  expect(outputs.commit).toBe(await stand.scene.head());
});

test('under two other writers everybody lands, and nothing is lost', async () => {
  await using stand = await setUp();
  await using one = await raceWriter(stand.scene.bare, 'main', 'other/one.txt', 4);
  await using two = await raceWriter(stand.scene.bare, 'main', 'other/two.txt', 4);
  const { code } = await stand.merge({ files: [PPC] });
  expect(code).toBe('');
  expect([(await one.done).landed, (await two.done).landed]).toEqual([4, 4]);
  expect(await stand.scene.commits()).toHaveLength(1 + 4 + 4 + 1);
  expect(await stand.text()).toContain(PPC.filename);
  for (const name of ['one', 'two']) {
    const lines = String(await stand.scene.read(`other/${name}.txt`))
      .trim()
      .split('\n');
    expect(lines).toHaveLength(4);
  }
});

test('four merges of one manifest at once: four commits, and every entry of all', async () => {
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
