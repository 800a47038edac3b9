import { describe, expect, test } from 'vitest';
import { archive, MATRIX, PPC, S390X } from './legs.ts';
import { ROOT, setUp, setUpFolder } from './scene.ts';

const NEWER = archive('3.15.0-alpha.5', 's390x');

test.concurrent.each([
  ['root', {}, ['versions-manifest.json']],
  ['root', { manifest: 'public/pythons.json' }, ['public/pythons.json']],
  [
    'version-arch',
    {},
    [
      'versions-manifests/3.14.2-ppc64le.json',
      'versions-manifests/3.14.2-s390x.json',
      'versions-manifests/3.15.0-alpha.5-s390x.json',
    ],
  ],
  ['by/{major}.{minor}/{platform}.json', {}, ['by/3.14/linux.json', 'by/3.15/linux.json']],
])('the layout %s with %j writes %j, in one commit', async (layout, others, paths) => {
  await using stand = await setUp();
  const before = await stand.scene.head();
  await stand.merge({ files: [...MATRIX, NEWER], step: { layout, ...others } });
  expect(await stand.scene.commits(before)).toMatchObject([{ files: paths }]);
  const manifests = await Promise.all(paths.map((path) => stand.manifest(path)));
  const names = manifests.flat().flatMap(({ files }) => files.map(({ filename }) => filename));
  expect(names.toSorted()).toEqual([...MATRIX, NEWER].map(({ filename }) => filename).toSorted());
});

test.concurrent('a layout leaves the manifests alone that nobody reported on', async () => {
  await using stand = await setUp();
  const step = { layout: 'version-arch' };
  await stand.merge({ files: [PPC, S390X], step });
  const before = await stand.scene.head();
  await stand.merge({ files: [archive('3.14.2', 's390x', '22.04')], step, run: { runId: 1002 } });
  expect(await stand.scene.commits(before)).toMatchObject([
    { files: ['versions-manifests/3.14.2-s390x.json'] },
  ]);
});

test.concurrent('a version in another case would be one file with it on Windows, so it is refused', async () => {
  await using stand = await setUp();
  const { code, outputs } = await stand.merge({
    files: [archive('3.15.0-rc.1', 's390x'), archive('3.15.0-RC.1', 's390x')],
    step: { layout: 'version-arch' },
  });
  expect([code, outputs.changed]).toEqual(['PUBLISHED_CONFLICT', false]);
  expect(JSON.stringify(outputs.conflicts)).toContain('differ in case alone');
});

describe('the final newline', () => {
  const published = `${JSON.stringify([{ version: '3.13.1', stable: true, release_url: '', files: [] }], null, 2)}`;

  test.concurrent.each([
    ['keep', '', false],
    ['keep', '\n', true],
    ['always', '', true],
    ['never', '\n', false],
  ])('%s, where a manifest ends in %j', async (choice, end, wanted) => {
    await using stand = await setUpFolder({ [ROOT]: published + end });
    await stand.merge({ files: [PPC], step: { 'final-newline': choice } });
    const text = await stand.text();
    expect([text.endsWith(']\n'), text.endsWith('\n\n')]).toEqual([wanted, false]);
  });

  test.concurrent.each([
    ['root', ROOT, true],
    ['version-arch', 'versions-manifests/3.14.2-ppc64le.json', false],
  ])('keep, for a new manifest of the layout %s, is as their like end', async (layout, path, wanted) => {
    await using stand = await setUpFolder();
    await stand.merge({ files: [PPC], step: { layout } });
    expect((await stand.text(path)).endsWith('\n')).toBe(wanted);
  });

  test.concurrent('alone is no reason for a commit', async () => {
    await using stand = await setUpFolder();
    await stand.merge({ files: [PPC] });
    const { outputs } = await stand.merge({
      files: [PPC],
      step: { 'final-newline': 'never' },
      run: { runId: 1002 },
    });
    expect(outputs.changed).toBe(false);
  });
});
