import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assetList, interpreterArchive, release } from '@gatehouse/rehearsal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runBuiltAction } from '../../../../tools/test/run-built-action.ts';
import { RUN } from './legs.ts';
import { type Stand, setUp } from './scene.ts';

// The rows of the list in hostile-inputs.test.ts that are decided in the leg: what the leg refuses leaves
// no part, so the merge has nothing to write; what it leaves out does not reach the merge.

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-legs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const leg = { version: '3.14.2', platformVersion: '24.04' } as const;
const about = { arch: 'ppc64le', platform: 'linux', 'platform-version': '24.04' };

/** Reports a leg with the built action, and merges the folder that it leaves. */
async function report(stand: Stand, step: Readonly<Record<string, string>>) {
  const dir = await mkdtemp(join(folder, 'parts-'));
  const part = await runBuiltAction('manifest-part', {
    inputs: { tag: '3.14.2', repository: RUN.repository, upload: 'false', 'output-dir': dir, ...step },
    env: {
      GITHUB_REPOSITORY: RUN.repository,
      GITHUB_RUN_ID: String(RUN.runId),
      GITHUB_SHA: RUN.sha,
    },
    cwd: folder,
  });
  return { part, left: await readdir(dir), merged: await stand.merge({ step: { 'parts-dir': dir } }) };
}

async function expectNoPart(step: Readonly<Record<string, string>>, said: string): Promise<void> {
  await using stand = await setUp();
  const before = await stand.scene.head();
  const { part, left, merged } = await report(stand, step);
  expect([part.exitCode, left]).toEqual([1, []]);
  expect(part.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining(said) }]);
  expect([merged.code, merged.outputs.changed]).toEqual(['NO_PARTS', false]);
  expect(await stand.scene.head()).toBe(before);
}

test.concurrent('row 4: an archive that is named for ppc64le and built for s390x', async () => {
  const file = await interpreterArchive({ ...leg, arch: 'ppc64le', machine: 's390x' });
  await writeFile(join(folder, file.filename), file.bytes);
  await expectNoPart({ ...about, files: file.filename, inspect: 'true' }, 's390x');
});

describe('the list of a release', () => {
  const named = { repository: RUN.repository, tag: '3.14.2' };

  /** The real form of the list, with another address. */
  async function listed(change: (url: string) => string): Promise<string> {
    const files = [await interpreterArchive({ ...leg, arch: 'ppc64le' })];
    const { assets } = release({ ...named, files });
    return JSON.stringify(
      assets.map((asset) => ({ ...asset, browser_download_url: change(asset.browser_download_url) })),
    );
  }

  test.concurrent.each([
    [2, 'a name for ppc64le, an address for s390x', ['ppc64le.tar', 's390x.tar'], 'names the file'],
    [17, 'another owner', ['octo/', 'evil/'], 'belongs to "github.com/evil/pythons"'],
    [17, 'another repository', ['/pythons/', '/others/'], 'belongs to "github.com/octo/others"'],
    [17, 'another tag', ['/3.14.2/', '/3.14.1/'], 'names the tag "3.14.1"; expected "3.14.2"'],
    [17, 'no https', ['https:', 'http:'], 'is not https'],
    [17, 'user info', ['github.com', 'github.com@evil.com'], 'holds a user'],
    [17, 'encoded dot segments', ['/3.14.2/', '/%2e%2e/'], 'dot segment'],
    [17, 'a query', ['.tar.gz', '.tar.gz?x'], 'a query'],
  ] as const)('row %i: %s', async (_row, _what, [from, to], said) => {
    await expectNoPart({ assets: await listed((url) => url.replace(from, to)) }, said);
  });

  test.concurrent('row 17: the address of a draft becomes that of its tag', async () => {
    await using stand = await setUp();
    const files = [await interpreterArchive({ ...leg, arch: 'ppc64le' })];
    const { assets } = release({ ...named, files, draft: true });
    const { part, merged } = await report(stand, { assets: JSON.stringify(assets) });
    expect([part.exitCode, merged.code]).toEqual([0, '']);
    expect(await stand.text()).toContain('/octo/pythons/releases/download/3.14.2/');
  });

  test.concurrent('row 18: scan reports, SBOMs, logs and checksums stay out, each counted', async () => {
    await using stand = await setUp();
    const archives = ['ppc64le', 's390x'].map((arch) => ({ ...leg, arch: arch as 'ppc64le' | 's390x' }));
    const files = await Promise.all(archives.map(interpreterArchive));
    const { part, merged } = await report(stand, { assets: JSON.stringify(assetList({ ...named, files })) });
    expect([part.exitCode, merged.code]).toEqual([0, '']);
    expect(JSON.parse(part.outputs.excluded ?? '')).toEqual({
      checksum: 3,
      'gate result': 1,
      log: 2,
      sbom: 2,
      'scan report': 4,
    });
    const [version] = await stand.manifest();
    expect(version?.files.map(({ filename }) => filename)).toEqual(files.map(({ filename }) => filename));
  });
});
