import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memoryLog, type OutputValue, type RunContext } from '@gatehouse/action-kit';
import { files } from '@gatehouse/file-part';
import { images } from '@gatehouse/image-part';
import { readPart, type WrittenPart } from '@gatehouse/parts';
import { versionFiles } from '@gatehouse/version-manifest';
import { describe, expect, test } from 'vitest';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import type { Deps } from '../src/deps.ts';
import { run } from '../src/run.ts';
import { archiveOf, elf, temporaryFolder } from './archives.ts';
import { assetOf, POLLUTED_NAMES } from './asset-lists.ts';
import { definition, given, LEG } from './given.ts';

const TARBALL = 'python-3.14.2-linux-24.04-ppc64le.tar.gz';

const CONTEXT: RunContext = {
  repository: 'IBM/python-versions-pz',
  runId: 4711,
  runAttempt: 1,
  sha: 'c0ffee'.padEnd(40, '0'),
  ref: 'refs/heads/main',
  workflowRef: 'IBM/python-versions-pz/.github/workflows/release.yml@refs/heads/main',
  job: 'build',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

/** A leg's workspace with a build for `arch` and its reports, and what the action leaves behind. */
async function leg(arch = 'ppc64le', changes: Partial<Deps> = {}) {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, 'dist'));
  await writeFile(
    join(folder.path, 'dist', TARBALL),
    await archiveOf('.tar.gz', [{ path: 'bin/python3', content: elf(arch) }]),
  );
  await writeFile(join(folder.path, 'dist/trivy-gate.log'), 'no findings\n');
  const log = memoryLog();
  const outputs: Record<string, OutputValue> = {};
  const summaries: string[] = [];
  const uploads: WrittenPart[] = [];
  const deps: Deps = {
    cwd: folder.path,
    temp: join(folder.path, 'temp'),
    context: CONTEXT,
    log,
    wallClock: () => Date.parse('2026-12-01T09:30:00Z'),
    setOutputs: (found) => void Object.assign(outputs, found),
    appendSummary: async (markdown) => void summaries.push(markdown),
    uploadPart: async (written) => {
      uploads.push(written);
      return { name: written.name, id: 77, size: 1, digest: 'cd'.repeat(32) };
    },
    ...changes,
  };
  return { ...folder, deps, log, outputs, summaries, uploads };
}

describe('a leg with files', () => {
  test('leaves evidence as it is declared', async () => {
    await using build = await leg();
    await run(given({ ...LEG, inspect: 'true' }), build.deps);
    await assertEvidence('manifest-part', build.outputs.evidence);
  });

  test('leaves a part that the merge can read, uploads it, and reports', async () => {
    await using build = await leg();
    await run(given({ ...LEG, inspect: 'true', leg: '{"arch":"ppc64le","tag":"3.14.2"}' }), build.deps);
    const part = readPart(await readFile(String(build.outputs.part)), versionFiles, {});
    expect(part).toMatchObject({
      schema: 'gatehouse.part/v1',
      kind: 'version-files',
      key: '3.14.2 / linux / 24.04 / ppc64le',
      leg: { arch: 'ppc64le', platform: 'linux', platform_version: '24.04', tag: '3.14.2' },
      run: { run_id: 4711, run_attempt: 1, job: 'build' },
      content: [{ filename: TARBALL, arch: 'ppc64le' }],
      excluded: [{ name: 'trivy-gate.log', reason: 'log' }],
    });
    expect(build.outputs).toMatchObject({
      'artifact-name': 'manifest-part--3.14.2_linux_24.04_ppc64le--1',
      'artifact-id': 77,
      key: '3.14.2 / linux / 24.04 / ppc64le',
      entries: 1,
      excluded: { log: 1 },
      digest: part.digest,
      evidence: { inspections: [{ filename: TARBALL, inspected: true, elf: 1, mismatch_count: 0 }] },
    });
    expect(build.uploads).toHaveLength(1);
    expect(build.summaries.join()).toMatch(
      /3\.14\.2 \/ linux \/ 24\.04 \/ ppc64le \| 0\.\d KiB \| `[0-9a-f]{12}` \| 1, all ppc64le/,
    );
    expect(build.summaries.join()).toContain('Left out: 1 × log.');
  });

  test('sets every output of action.yml', async () => {
    await using build = await leg();
    await run(given(LEG), build.deps);
    expect(Object.keys(build.outputs)).toEqual(Object.keys(definition.outputs));
  });

  test('only writes where no upload is wanted', async () => {
    await using build = await leg();
    await run(given({ ...LEG, upload: 'false', 'output-dir': 'parts' }), build.deps);
    expect(build.uploads).toEqual([]);
    expect(await readdir(join(build.path, 'parts'))).toEqual([
      'manifest-part--3.14.2_linux_24.04_ppc64le--1.json',
    ]);
    expect(build.outputs['artifact-id']).toBeUndefined();
  });

  test('never collides with its own first attempt', async () => {
    await using build = await leg();
    await run(given({ ...LEG, 'output-dir': 'parts' }), build.deps);
    await run(given({ ...LEG, 'output-dir': 'parts' }), {
      ...build.deps,
      context: { ...CONTEXT, runAttempt: 2 },
    });
    expect(build.uploads.map(({ name }) => name)).toEqual([
      'manifest-part--3.14.2_linux_24.04_ppc64le--1',
      'manifest-part--3.14.2_linux_24.04_ppc64le--2',
    ]);
  });

  test('says so when the same part is written twice in one attempt', async () => {
    await using build = await leg();
    await run(given(LEG), build.deps);
    await expect(run(given(LEG), build.deps)).rejects.toMatchObject({ code: 'PART_EXISTS' });
  });

  test('leaves nothing when the machine inside is another', async () => {
    await using build = await leg('s390x');
    await expect(run(given({ ...LEG, inspect: 'true' }), build.deps)).rejects.toMatchObject({
      code: 'WRONG_MACHINE',
    });
    expect([build.uploads, build.outputs]).toEqual([[], {}]);
    expect(await readdir(build.path)).toEqual(['dist']);
  });

  test('believes the names when inspection is off', async () => {
    await using build = await leg('s390x');
    await run(given(LEG), build.deps);
    expect(build.outputs.evidence).toMatchObject({ inspections: [] });
  });

  test('refuses archives whose names are not for it', async () => {
    await using build = await leg();
    await expect(run(given({ ...LEG, arch: 's390x' }), build.deps)).rejects.toMatchObject({
      code: 'PART_REFUSED',
    });
  });

  test('says that archives for other systems were not inspected', async () => {
    await using build = await leg();
    await writeFile(join(build.path, 'dist/python-3.14.2-win32-x64.zip'), 'PK\x03\x04');
    const step = {
      ...LEG,
      files: 'dist/*.zip',
      arch: 'x64',
      platform: 'win32',
      'platform-version': '',
      inspect: 'true',
    };
    await run(given(step), build.deps);
    expect(build.log.lines).toContainEqual(
      expect.stringMatching(/^notice: .*win32-x64\.zip was not inspected/),
    );
    expect(build.outputs.evidence).toMatchObject({ inspections: [{ inspected: false }] });
  });
});

describe('a release', () => {
  const list = JSON.stringify(POLLUTED_NAMES.map((name) => assetOf(name)));

  test('leaves one part for all of its legs', async () => {
    await using build = await leg();
    await run(given({ assets: list, tag: '3.14.2' }), build.deps);
    expect(build.outputs).toMatchObject({
      key: '3.14.2',
      entries: 4,
      'artifact-name': 'manifest-part--3.14.2--1',
      excluded: { checksum: 4, 'gate result': 1, log: 1, sbom: 4, 'scan report': 12, signature: 4 },
    });
  });

  test('may be read from a file', async () => {
    await using build = await leg();
    await writeFile(
      join(build.path, 'release.json'),
      JSON.stringify({ tag_name: '3.14.2', assets: JSON.parse(list) }),
    );
    await run(given({ 'assets-file': 'release.json', tag: '3.14.2' }), build.deps);
    expect(build.outputs.entries).toBe(4);
  });

  test('is refused with twenty mistakes at most, and the number of the others', async () => {
    await using build = await leg();
    const unknown = Array.from({ length: 33 }, (_, at) => assetOf(`setup-${at}.exe`));
    const step = given({ assets: JSON.stringify(unknown), tag: '3.14.2' });
    await expect(run(step, build.deps)).rejects.toThrow(/(\n.*){20}… and 13 more$/);
  });

  test('is refused when the file with its list is missing', async () => {
    await using build = await leg();
    const step = given({ 'assets-file': 'release.json', tag: '3.14.2' });
    await expect(run(step, build.deps)).rejects.toMatchObject({ code: 'BAD_ASSET_LIST' });
  });

  test('shows in the evidence which addresses were a draft’s', async () => {
    await using build = await leg();
    const url = `https://github.com/IBM/python-versions-pz/releases/download/untagged-0123abcdef/${TARBALL}`;
    const draft = JSON.stringify([assetOf(TARBALL, { browser_download_url: url })]);
    await run(given({ assets: draft, tag: '3.14.2' }), build.deps);
    expect(build.outputs.evidence).toMatchObject({
      archives: [{ download_url: url.replace('untagged-0123abcdef', '3.14.2'), found_url: url }],
    });
  });
});

describe('a leg with an image', () => {
  const STEP = {
    kind: 'image',
    image: 'ghcr.io/acme/widgets',
    digest: `sha256:${'0a'.repeat(32)}`,
    platform: 'linux/arm64',
    annotations: 'org.opencontainers.image.title=Widgets = the best\norg.example.a=b',
  };

  test('leaves a part whose target is the image, and whose key is the platform', async () => {
    await using build = await leg();
    await run(given(STEP), build.deps);
    const part = readPart(await readFile(String(build.outputs.part)), images, undefined);
    expect(part).toMatchObject({
      kind: 'image',
      key: 'linux/arm64',
      target: 'ghcr.io/acme/widgets',
      content: {
        repository: 'ghcr.io/acme/widgets',
        digest: STEP.digest,
        pushed_at: '2026-12-01T09:30:00.000Z',
        annotations: { 'org.opencontainers.image.title': 'Widgets = the best', 'org.example.a': 'b' },
      },
    });
    expect(build.outputs).toMatchObject({ key: 'linux/arm64', entries: 1, excluded: {} });
    expect(build.outputs['artifact-name']).toContain('--of--ghcr.io-acme-widgets--');
    expect(build.summaries[0]).toContain(STEP.digest);
    await assertEvidence('manifest-part', build.outputs.evidence);
  });

  test.each([
    [{ digest: 'latest' }, /image\.digest: found "latest"/],
    [{ image: 'ghcr.io/acme/widgets:latest' }, /target|image\.repository/],
    [{ platform: 'unknown/unknown' }, /image\.platform/],
  ])('refuses %j, and uploads nothing', async (changes, message) => {
    await using build = await leg();
    await expect(run(given({ ...STEP, ...changes }), build.deps)).rejects.toThrow(message);
    expect(build.uploads).toEqual([]);
  });

  test.each([
    [{ digest: '' }, /digest: found nothing/],
    [{ files: 'dist/*' }, /files: found a value with the kind "image"/],
    [{ inspect: 'true' }, /inspect: found "true"/],
    [{ annotations: 'novalue' }, /annotations: found "novalue"/],
    [{ annotations: 'a=1\na=2' }, /"a" twice/],
  ])('refuses the inputs %j', (changes, message) => {
    expect(() => given({ ...STEP, ...changes })).toThrow(message);
  });
});

describe('a leg with files of any name', () => {
  const STEP = { kind: 'files', files: 'dist/*', platform: 'linux/ppc64le' };

  test('leaves a part with all of them, hashed', async () => {
    await using build = await leg();
    await run(given({ ...STEP, inspect: 'true' }), build.deps);
    const part = readPart(await readFile(String(build.outputs.part)), files, undefined);
    expect(part).toMatchObject({
      kind: 'files',
      key: 'linux/ppc64le',
      target: null,
      content: [
        { name: TARBALL, platform: 'linux/ppc64le' },
        { name: 'trivy-gate.log', size: 12 },
      ],
    });
    expect(build.outputs).toMatchObject({
      entries: 2,
      evidence: { inspections: [{ filename: TARBALL, inspected: true, elf: 1 }] },
    });
    await assertEvidence('manifest-part', build.outputs.evidence);
  });

  test('is refused where an archive is for another machine', async () => {
    await using build = await leg('s390x');
    const step = { ...STEP, inspect: 'true' };
    await expect(run(given(step), build.deps)).rejects.toMatchObject({ code: 'WRONG_MACHINE' });
    expect(build.uploads).toEqual([]);
  });

  test('leaves out what "companions" names', async () => {
    await using build = await leg();
    await run(given({ ...STEP, companions: '*.log' }), build.deps);
    expect(build.outputs).toMatchObject({ entries: 1, excluded: { 'named in "companions"': 1 } });
  });

  test.each([
    [{ platform: '' }, /key, platform: found neither/],
    [{ files: '' }, /files: expected globs/],
    [{ assets: '[]' }, /neither "assets"/],
    [{ inspect: 'true', platform: 'linux/mips' }, /a machine that is known/],
  ])('refuses the inputs %j', (changes, message) => {
    expect(() => given({ ...STEP, ...changes })).toThrow(message);
  });
});
