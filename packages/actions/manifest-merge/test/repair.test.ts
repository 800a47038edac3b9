import { describe, expect, test } from 'vitest';
import { archive, PPC, urlOf } from './legs.ts';
import { isCorrupt, readPzManifests } from './real-manifests.ts';
import { ROOT, setUp, setUpFolder } from './scene.ts';

const REPAIR = { repair: 'true' };

describe('the ten corrupt manifests of a real repository', () => {
  const run = { repository: 'IBM/python-versions-pz' };
  const step = { layout: 'version-arch', repository: run.repository, ...REPAIR };
  const { sha256: _, ...leg } = archive('3.15.0-alpha.6', 's390x');
  const file = { ...leg, download_url: leg.download_url.replace('octo/pythons', run.repository) };

  test.concurrent('are split and put in their places by repair, all in one commit', async () => {
    const files = await readPzManifests();
    const corrupt = Object.keys(files).filter(isCorrupt);
    expect(corrupt).toHaveLength(10);
    await using stand = await setUp(files);
    const before = await stand.scene.head();
    const { code } = await stand.merge({ files: [file], step, run });
    expect(code).toBe('');
    const commits = await stand.scene.commits(before);
    const right = [1, 2, 3, 4, 5].flatMap((alpha) =>
      ['ppc64le', 's390x'].map((arch) => `versions-manifests/3.15.0-alpha.${alpha}-${arch}.json`),
    );
    const own = 'versions-manifests/3.15.0-alpha.6-s390x.json';
    expect(commits).toHaveLength(1);
    expect(commits[0]?.files).toEqual(expect.arrayContaining([...right, own]));
    for (const path of corrupt) await expect(stand.text(path)).rejects.toThrow('does not exist');
    const mended = (await Promise.all(right.map((path) => stand.manifest(path)))).flat();
    expect(
      mended.map(({ version, stable, files }) => [
        version,
        stable,
        ...files.map((one) => `${one.platform} ${one.platform_version} ${one.arch}`),
      ]),
    ).toEqual(
      right.map((path) => {
        const [, version, arch] = /(3\.15\.0-alpha\.\d)-(\w+)\.json$/.exec(path) ?? [];
        return [version, false, `linux 22.04 ${arch}`, `linux 24.04 ${arch}`];
      }),
    );
  });

  test.concurrent('are repaired in a dry run only on paper', async () => {
    await using stand = await setUp(await readPzManifests());
    const before = await stand.scene.head();
    const { log, outputs } = await stand.merge({ files: [file], step: { ...step, 'dry-run': 'true' }, run });
    expect(outputs).toMatchObject({ changed: true, commit: '' });
    const difference = log.find((line) => line.startsWith('info: | --- a/versions-manifests/')) ?? '';
    expect(difference).toContain('\n| -        "arch": "22.04",');
    expect(difference).toContain('\n| +++ b/versions-manifests/3.15.0-alpha.1-s390x.json\n');
    expect(await stand.scene.head()).toBe(before);
  });

  test.concurrent('are nothing to repair a second time', async () => {
    await using stand = await setUp(await readPzManifests());
    await stand.merge({ files: [file], step, run });
    const { outputs } = await stand.merge({ files: [file], step, run: { ...run, runId: 1002 } });
    expect(outputs.changed).toBe(false);
  });
});

/** A published version with one file, and what is wrong with either. */
function published(version: string, wrong: object = {}, file: object = {}) {
  const { filename, download_url, arch, platform, platform_version } = archive(version, 's390x');
  const entry = { filename, arch, platform, platform_version, download_url, ...file };
  return { version, stable: !version.includes('-'), release_url: '', files: [entry], ...wrong };
}

const textOf = (...versions: readonly object[]) => `${JSON.stringify(versions, null, 2)}\n`;

const SOUND = published('3.13.1');
const [FILE] = SOUND.files;
const REBUILT = { ...FILE, download_url: urlOf('3.13.1-2', FILE?.filename ?? '') };

describe('a faulty manifest', () => {
  const repairable = Object.entries({
    'files as an object': [published('3.13.1', { files: FILE })],
    'stable as a text': [published('3.13.1', { stable: 'true' })],
    'a pre-release called stable': [published('3.13.1-rc.1', { stable: true })],
    'versions in ascending order': [published('3.12.1'), SOUND],
    'a version twice': [SOUND, SOUND],
    'an entry twice': [published('3.13.1', { files: [FILE, FILE] })],
    'the fields in each other’s place': [
      published('3.13.1', {}, { arch: '24.04', platform: 's390x', platform_version: 'linux' }),
    ],
  });

  test.concurrent.each(repairable)('with %s is refused by its path', async (_, versions) => {
    await using stand = await setUpFolder({ [ROOT]: textOf(...versions) });
    const { code, message, outputs } = await stand.merge({ files: [PPC] });
    expect([code, outputs.changed]).toEqual(['UNSOUND_MANIFEST', false]);
    expect(message).toContain(`"${ROOT}" [`);
    expect(message).toContain('"repair: true" fixes what can be fixed');
    expect(await stand.text()).toBe(textOf(...versions));
  });

  test.concurrent.each(repairable)('with %s is mended by repair, which shows it', async (_, versions) => {
    await using stand = await setUpFolder({ [ROOT]: textOf(...versions) });
    const { code, log, evidence } = await stand.merge({ files: [PPC], step: REPAIR });
    expect(code).toBe('');
    const kept = new Set(versions.map(({ version }) => version).toReversed());
    const manifest = await stand.manifest();
    expect(manifest.map(({ version, stable, files }) => [version, stable, files.length])).toEqual(
      ['3.14.2', ...kept].map((version) => [version, !version.includes('-'), 1]),
    );
    expect(evidence.proposal?.repaired).not.toEqual([]);
    expect(log.find((line) => line.startsWith(`notice: Repaired "${ROOT}": `))).toBeDefined();
    expect(log).toContain('group: Difference');
  });

  test.concurrent.each([
    ['no JSON', '[{"version": '],
    ['an error page', '<!DOCTYPE html>\n<title>502</title>\n'],
    ['no list', '{}'],
    ['one key with two contents', textOf(published('3.13.1', { files: [FILE, REBUILT] }))],
    ['a key twice in one object', textOf(SOUND).replace('"stable"', '"stable": false,\n    "stable"')],
  ])('with %s needs a person, repair or not', async (_, text) => {
    await using stand = await setUpFolder({ [ROOT]: text });
    expect((await stand.merge({ files: [PPC] })).code).toBe('UNSOUND_MANIFEST');
    const { code, message } = await stand.merge({ files: [PPC], step: REPAIR });
    expect(code).toBe('NOT_REPAIRABLE');
    expect(message).toContain(`"${ROOT}"`);
    expect(await stand.text()).toBe(text);
  });
});
