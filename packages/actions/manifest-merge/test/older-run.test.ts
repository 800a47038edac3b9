import { expect, test } from 'vitest';
import { archive, PPC, rebuilt, S390X } from './legs.ts';
import { setUp } from './scene.ts';

const KEY = '3.14.2 / linux / 24.04 / ppc64le';
const OTHER = archive('3.13.11', 'ppc64le');

/** A repository in which run 1005 has landed a rebuild of 3.14.2. */
async function afterNewerRun(step = {}) {
  const stand = await setUp();
  await stand.merge({ files: [rebuilt(PPC, '3.14.2-newer')], run: { runId: 1005 }, step });
  return stand;
}

test.concurrent('an older run that comes after a newer one is refused', async () => {
  await using stand = await afterNewerRun();
  const before = await stand.scene.head();
  const { code, message, outputs } = await stand.merge({ files: [rebuilt(PPC, '3.14.2-older')] });
  expect(code).toBe('SUPERSEDED');
  expect(message).toContain(
    `Run 1001 (attempt 1) is older than run 1005 (attempt 1), which already wrote "3.14.2 / linux / 24.04 / ppc64le" in commit ${before}.`,
  );
  expect(outputs).toMatchObject({ changed: false, commit: '' });
  expect(await stand.scene.head()).toBe(before);
});

test.concurrent('skip leaves the file as the newer run wrote it, and writes the others', async () => {
  await using stand = await afterNewerRun();
  const { code, evidence, log, summary } = await stand.merge({
    files: [rebuilt(PPC, '3.14.2-older'), S390X, OTHER],
    step: { 'on-older-run': 'skip' },
  });
  expect(code).toBe('');
  expect(evidence.proposal?.superseded).toEqual([KEY]);
  expect(log).toContain(`warning: "${KEY}" stays as it is: a newer run has written it.`);
  expect(summary).toContain(`**Left alone, a newer run has written them**\n\n- ${KEY}`);
  expect(await stand.manifest()).toMatchObject([
    {
      version: '3.14.2',
      files: [
        { download_url: rebuilt(PPC, '3.14.2-newer').download_url },
        { download_url: S390X.download_url },
      ],
    },
    { version: '3.13.11', files: [{ filename: OTHER.filename }] },
  ]);
});

test.concurrent('runs for different arches of one version may end in any order', async () => {
  await using stand = await afterNewerRun();
  const { code, outputs } = await stand.merge({ files: [S390X] });
  expect([code, outputs.changed]).toEqual(['', true]);
  expect(await stand.manifest()).toMatchObject([{ files: [{ arch: 'ppc64le' }, { arch: 's390x' }] }]);
});

test.concurrent('a newer run that replaced the whole version is newer than any file of it', async () => {
  await using stand = await afterNewerRun({ 'on-published': 'replace-version' });
  expect((await stand.merge({ files: [S390X] })).code).toBe('SUPERSEDED');
});

test.concurrent('an older run that would replace the whole version is late for any file of it', async () => {
  await using stand = await afterNewerRun();
  const step = { 'on-published': 'replace-version' };
  expect((await stand.merge({ files: [S390X], step })).code).toBe('SUPERSEDED');
  expect((await stand.merge({ files: [OTHER], step })).code).toBe('');
});

test.concurrent('a commit of very many files names their versions only', async () => {
  await using stand = await setUp();
  const files = Array.from({ length: 101 }, (_, patch) => archive(`3.14.${patch}`, 'ppc64le'));
  await stand.merge({ files, run: { runId: 1005 } });
  expect((await stand.merge({ files: [archive('3.14.100', 's390x')] })).code).toBe('SUPERSEDED');
  expect((await stand.merge({ files: [archive('3.14.101', 's390x')] })).code).toBe('');
});

test.concurrent('skip, when nothing is left, makes no commit', async () => {
  await using stand = await afterNewerRun();
  const before = await stand.scene.head();
  const { code, outputs } = await stand.merge({ files: [PPC], step: { 'on-older-run': 'skip' } });
  expect([code, outputs.changed]).toEqual(['', false]);
  expect(await stand.scene.head()).toBe(before);
});

test.concurrent('an older run may still land versions that nobody else has written', async () => {
  await using stand = await afterNewerRun();
  const { code, outputs } = await stand.merge({ files: [OTHER] });
  expect([code, outputs.changed]).toEqual(['', true]);
});

test.concurrent('a run that writes other manifests is no newer run of this one', async () => {
  await using stand = await afterNewerRun({ manifest: 'other.json' });
  const { code } = await stand.merge({ files: [PPC] });
  expect(code).toBe('');
});
