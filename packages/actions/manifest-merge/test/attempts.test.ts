import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forged, PPC, partOf, RUN, rebuilt, renderPart, S390X } from './legs.ts';
import { setUp } from './scene.ts';

const SECOND = { run: { ...RUN, runAttempt: 2 } };

test.concurrent('the newest attempt counts by its own record, whatever names and times say', async () => {
  await using stand = await setUp();
  const { outputs, log, evidence, summary } = await stand.merge({
    run: { runAttempt: 2 },
    plant: async (folder) => {
      // The older attempt has the later name and was written later.
      for (const [name, part, seconds] of [
        ['a-first', partOf([rebuilt(PPC)], SECOND), 1_000],
        ['z-last', partOf([PPC]), 2_000_000_000],
      ] as const) {
        await mkdir(join(folder, name));
        const path = join(folder, name, 'part.json');
        await writeFile(path, renderPart(part));
        await utimes(path, seconds, seconds);
      }
    },
  });
  expect(outputs).toMatchObject({ changed: true, result: 'complete', conflicts: [] });
  expect(await stand.text()).toContain(rebuilt(PPC).download_url);
  expect(log).toContain('notice: "3.14.2 / linux / 24.04 / ppc64le": attempt 2 replaces attempt 1.');
  expect(evidence.parts?.replaced_attempts).toMatchObject([
    { kept: 'a-first/part.json', dropped: 'z-last/part.json', kept_attempt: 2, dropped_attempt: 1 },
  ]);
  expect(summary).toContain('**Newer attempts that replaced older ones**');
});

test.concurrent('a leg that did not run again keeps its part of the first attempt', async () => {
  await using stand = await setUp();
  const parts = [partOf([PPC]), partOf([rebuilt(S390X)], SECOND), partOf([S390X])];
  const { outputs } = await stand.merge({ parts, run: { runAttempt: 2 } });
  expect(outputs).toMatchObject({ changed: true, conflicts: [] });
  const urls = (await stand.manifest()).flatMap(({ files }) => files.map((file) => file.download_url));
  expect(urls).toEqual([PPC.download_url, rebuilt(S390X).download_url]);
});

test.concurrent('a part of an attempt that has not begun is refused', async () => {
  await using stand = await setUp();
  const { code, message } = await stand.merge({ parts: [partOf([PPC], SECOND)] });
  expect(code).toBe('FOREIGN_PART');
  expect(message).toContain('found attempt 2, expected at most 1');
});

test.concurrent('two parts of one attempt that disagree stop the merge, and both are named', async () => {
  await using stand = await setUp();
  const before = await stand.scene.head();
  const { code, message, outputs, summary } = await stand.merge({
    files: [S390X],
    raw: { 'one/part.json': renderPart(partOf([PPC])), 'two/part.json': renderPart(partOf([rebuilt(PPC)])) },
  });
  expect(code).toBe('PART_CONFLICT');
  expect(message).toContain('in "one/part.json" and in "two/part.json"');
  expect(outputs).toMatchObject({
    changed: false,
    commit: '',
    conflicts: [
      {
        keys: ['3.14.2 / linux / 24.04 / ppc64le'],
        sources: ['one/part.json', 'two/part.json'],
        message: expect.stringContaining('with other content'),
      },
    ],
  });
  expect(summary).toContain('| 3.14.2 | ❌ failed | ⚪ reported |');
  expect(await stand.scene.head()).toBe(before);
});

test.concurrent('an older part that claims to be of a newer run is not of this run', async () => {
  await using stand = await setUp();
  const claim = forged((part) => Object.assign(Object(part.run), { run_id: 2000 }));
  const { code } = await stand.merge({ raw: { 'part.json': claim } });
  expect(code).toBe('FOREIGN_PART');
});
