import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startStage } from '@gatehouse/rehearsal';
import { compareVersions, keyOf, type Manifest, readVersion } from '@gatehouse/version-manifest';
import { describe, expect, test } from 'vitest';
import { PPC, S390X } from './legs.ts';
import { isCorrupt, only, readManifest, readPzManifests, readPzRoot, UPSTREAM } from './real-manifests.ts';
import { ROOT, setUp, setUpFolder } from './scene.ts';

const step = {
  layout: 'version-arch',
  repository: 'IBM/python-versions-pz',
  'upstream-manifest': fileURLToPath(UPSTREAM),
  'allow-empty': 'true',
};

/** The files of a manifest by key, each with its URL. */
const urlsOf = (manifest: Manifest) =>
  new Map(
    manifest.flatMap(({ version, files }) =>
      files.map((file) => [keyOf({ ...file, version }), file.download_url] as const),
    ),
  );

const isDescending = (manifest: Manifest) =>
  manifest.every(({ version }, at) => {
    const [one, next] = [readVersion(version), readVersion(manifest[at + 1]?.version ?? '0.0.0')];
    return (
      one.kind === 'version' && next.kind === 'version' && compareVersions(one.version, next.version) > 0
    );
  });

describe('a root manifest from the real upstream and 130 real manifests', () => {
  test.concurrent('holds what the real one holds, and everything of upstream', async () => {
    const own = only(await readPzManifests(), (path) => !isCorrupt(path));
    expect(Object.keys(own)).toHaveLength(130);
    await using stand = await setUp(own);
    const before = await stand.scene.head();
    const { code, outputs, evidence } = await stand.merge({ step });
    expect([code, outputs.changed, outputs.result]).toEqual(['', true, 'empty']);
    expect(await stand.scene.commits(before)).toMatchObject([{ files: [ROOT] }]);

    const manifest = await stand.manifest();
    const found = urlsOf(manifest);
    const isOwn = ([key]: readonly [string, string]) => /(ppc64le|s390x)$/.test(key);
    const published = [...urlsOf(await readPzRoot())].filter(isOwn);
    expect(published).toHaveLength(260);
    expect([...found].filter(isOwn).toSorted()).toEqual(published.toSorted());
    expect(evidence.proposal?.refreshed).toEqual({ path: ROOT, added: 260, shadowed: [] });
    const upstream = await readManifest(UPSTREAM);
    for (const [key, url] of urlsOf(upstream)) expect(found.get(key)).toBe(url);
    expect(found.size).toBe(urlsOf(upstream).size + 260);
    expect(isDescending(manifest)).toBe(true);
  });

  test.concurrent('has upstream’s files first in each version, its own after them', async () => {
    await using stand = await setUpFolder(
      only(await readPzManifests(), (path) => /\/3\.14\.2-(ppc|s3)/.test(path)),
    );
    await stand.merge({ step });
    const files = (manifest: Manifest) => manifest.find(({ version }) => version === '3.14.2')?.files ?? [];
    const [theirs, ours] = [files(await readManifest(UPSTREAM)), files(await stand.manifest())];
    expect(ours.slice(0, theirs.length)).toEqual(theirs);
    expect(ours.slice(theirs.length).map(({ arch }) => arch)).toEqual([
      'ppc64le',
      'ppc64le',
      's390x',
      's390x',
    ]);
  });

  test.concurrent('is not written a second time', async () => {
    await using stand = await setUp(only(await readPzManifests(), (path) => !isCorrupt(path)));
    await stand.merge({ step });
    const before = await stand.scene.head();
    const { outputs } = await stand.merge({ step, run: { runId: 1002 } });
    expect([outputs.changed, outputs.commit]).toEqual([false, '']);
    expect(await stand.scene.head()).toBe(before);
  });

  test.concurrent('refuses the ten corrupt ones, and takes them in the same commit once they are repaired', async () => {
    await using stand = await setUp(await readPzManifests());
    const refused = await stand.merge({ step });
    expect(refused.code).toBe('UNSOUND_MANIFEST');
    expect(refused.message).toContain('"versions-manifests/3.15.0-alpha.1-22.04.json"');
    const before = await stand.scene.head();
    const { code, evidence } = await stand.merge({ step: { ...step, repair: 'true' } });
    expect(code).toBe('');
    expect(evidence.proposal?.refreshed).toMatchObject({ added: 280 });
    expect(await stand.scene.commits(before)).toHaveLength(1);
  });
});

describe('with parts', () => {
  const own = { ...step, repository: 'octo/pythons' };

  test.concurrent('the per-version files and the root manifest land in one commit', async () => {
    await using stand = await setUp();
    const before = await stand.scene.head();
    await stand.merge({ files: [PPC, S390X], step: own });
    expect(await stand.scene.commits(before)).toMatchObject([
      {
        files: [ROOT, 'versions-manifests/3.14.2-ppc64le.json', 'versions-manifests/3.14.2-s390x.json'],
      },
    ]);
    const urls = urlsOf(await stand.manifest());
    expect([PPC, S390X].map((file) => urls.get(keyOf(file)))).toEqual([PPC.download_url, S390X.download_url]);
  });

  test.concurrent('upstream may be read from a server, which may fail for a while', async () => {
    await using stand = await setUpFolder();
    const body = await readFile(UPSTREAM);
    await using stage = await startStage({
      routes: [{ method: 'GET', path: '/manifest.json', handle: () => ({ status: 200, body }) }],
      faults: [{ on: { nth: 1 }, kind: 'status', status: 503 }],
    });
    const { code } = await stand.merge({
      files: [PPC],
      step: { ...own, 'upstream-manifest': `${stage.url}/manifest.json` },
    });
    expect([code, stage.journal.map(({ status }) => status)]).toEqual(['', [503, 200]]);
  });

  test.concurrent('upstream is read again when a race was lost, so that it never goes back in time', async () => {
    await using stand = await setUp();
    await stand.scene.overtake(1);
    const [newest, ...older] = await readManifest(UPSTREAM);
    const answers = [older, [newest, ...older]].map((manifest) => JSON.stringify(manifest));
    await using stage = await startStage({
      routes: [
        {
          method: 'GET',
          path: '/manifest.json',
          handle: () => ({ status: 200, body: answers.shift() ?? '' }),
        },
      ],
    });
    const upstream = { 'upstream-manifest': `${stage.url}/manifest.json` };
    const { code } = await stand.merge({ files: [PPC], step: { ...own, ...upstream } });
    expect(code).toBe('');
    expect((await stand.manifest())[0]?.version).toBe(newest?.version);
  });

  test.concurrent.each([
    ['<!DOCTYPE html>', 'no JSON'],
    ['{"message": "Not Found"}', 'expected a list of versions'],
    ['', 'The text is empty'],
  ])('an upstream that answers %j stops the merge', async (body, said) => {
    await using stand = await setUpFolder();
    await using stage = await startStage({
      routes: [{ method: 'GET', path: '/manifest.json', handle: () => ({ status: 200, body }) }],
    });
    const { code, message } = await stand.merge({
      files: [PPC],
      step: { ...own, 'upstream-manifest': `${stage.url}/manifest.json` },
    });
    expect(code).toBe('UNSOUND_MANIFEST');
    expect(message).toContain(said);
    await expect(stand.text()).rejects.toThrow('ENOENT');
  });

  test.concurrent('where upstream has the same key, its file stands, and that is told', async () => {
    await using stand = await setUpFolder();
    const manifest = await readManifest(UPSTREAM);
    const theirs = manifest.find(({ version }) => version === '3.14.2')?.files[0];
    const { platform = '', arch = '', platform_version = undefined } = theirs ?? {};
    const filename = `python-3.14.2-${platform}-${arch}.tar.gz`;
    const download_url = `https://github.com/octo/pythons/releases/download/3.14.2/${filename}`;
    const file = {
      version: '3.14.2',
      filename,
      arch,
      platform,
      ...(platform_version && { platform_version }),
      download_url,
    };
    const { code, evidence } = await stand.merge({ files: [file], step: own });
    expect(code).toBe('');
    expect(evidence.proposal?.refreshed).toMatchObject({ added: 0, shadowed: [keyOf(file)] });
    expect(urlsOf(await stand.manifest()).get(keyOf(file))).toBe(theirs?.download_url);
  });
});
