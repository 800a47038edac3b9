import { describe, expect, test } from 'vitest';
import { MATRIX, PPC, PPC_22, rebuilt, S390X } from './legs.ts';
import { type FolderStand, setUpFolder } from './scene.ts';

const NEXT = { runId: 1002 };

/** A folder in which the four archives of 3.14.2 are published. */
async function publishedStand(): Promise<FolderStand> {
  const stand = await setUpFolder();
  await stand.merge({ files: MATRIX });
  return stand;
}

const filesOf = async (stand: FolderStand) => (await stand.manifest()).flatMap(({ files }) => files);

test.concurrent('merge-files takes the new files of a published version and keeps the others', async () => {
  await using stand = await publishedStand();
  const before = await filesOf(stand);
  const { outputs, evidence } = await stand.merge({ files: [rebuilt(PPC)], run: NEXT });
  expect(outputs.changed).toBe(true);
  const after = await filesOf(stand);
  expect(after.filter((file, at) => file.download_url !== before[at]?.download_url)).toMatchObject([
    { filename: PPC.filename, download_url: rebuilt(PPC).download_url },
  ]);
  expect(evidence).toMatchObject({ proposal: { changes: [{ state: 'replaced' }], kept: 3 } });
});

test.concurrent('replace-version takes the new files alone, and reports every key that is lost', async () => {
  await using stand = await publishedStand();
  const files = [rebuilt(PPC), rebuilt(PPC_22)];
  const { log, evidence, summary } = await stand.merge({
    files,
    step: { 'on-published': 'replace-version' },
    run: NEXT,
  });
  expect((await filesOf(stand)).map(({ download_url }) => download_url).toSorted()).toEqual(
    files.map(({ download_url }) => download_url).toSorted(),
  );
  const lost = ['22.04', '24.04'].map((pinned) => `3.14.2 / linux / ${pinned} / s390x`);
  expect(evidence.proposal?.changes).toEqual(
    expect.arrayContaining(lost.map((key) => ({ key, state: 'lost' }))),
  );
  expect(log.filter((line) => line.startsWith('warning:'))).toEqual(
    lost.map((key) => `warning: "${key}" was published but is no longer reported; it will be removed.`),
  );
  expect(summary).toContain('🔵 replaced | 🟠 gone | 🔵 replaced | 🟠 gone |');
});

describe('error', () => {
  const step = { 'on-published': 'error' };

  test.concurrent('refuses any difference to what is published, and names it', async () => {
    await using stand = await publishedStand();
    const before = await stand.text();
    const { code, message, outputs, summary } = await stand.merge({
      files: [rebuilt(PPC), S390X],
      step,
      run: NEXT,
    });
    expect(code).toBe('PUBLISHED_CONFLICT');
    expect(message).toContain('"3.14.2 / linux / 24.04 / ppc64le" would be replaced');
    expect(outputs.conflicts).toMatchObject([{ keys: ['3.14.2 / linux / 24.04 / ppc64le'] }]);
    expect(summary).toContain('| 3.14.2 | ❌ failed | ⚪ reported |');
    expect(await stand.text()).toBe(before);
  });

  test.concurrent('takes the same content again, and new versions', async () => {
    await using stand = await publishedStand();
    const newer = { ...PPC, version: '3.14.3', filename: PPC.filename.replace('3.14.2', '3.14.3') };
    const download_url = `https://github.com/octo/pythons/releases/download/3.14.3/${newer.filename}`;
    const { code } = await stand.merge({ files: [...MATRIX, { ...newer, download_url }], step, run: NEXT });
    expect(code).toBe('');
    expect((await stand.manifest()).map(({ version }) => version)).toEqual(['3.14.3', '3.14.2']);
  });
});
