import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot } from '../../../tools/repository.ts';
import { mistakesForGitHub } from './github.ts';
import { CATALOGUE, CATALOGUE_FILE, gatehouseHere, makeRepository } from './repository.ts';

const COMMIT = 'b2'.repeat(20);
const RELEASE = ['--release', `v1.2.3@${COMMIT}`];
const CALLER = '.github/workflows/merge-manifests.yml';

const listed = await gatehouseHere(repositoryRoot, 'init', '--list', '--json');
const templates: readonly { readonly name: string }[] = JSON.parse(listed.stdout);

test('every callable workflow is a template, as a caller and with its jobs written out', () => {
  const names = templates.map(({ name }) => name);
  expect(names).toEqual([
    'ci-green',
    'ci-green-inlined',
    'merge-manifests',
    'multiarch-image',
    'multiarch-image-inlined',
    'publish-indexes',
    'version-manifests',
    'version-manifests-inlined',
  ]);
});

test('what only merges comes with legs that leave something to be merged', async () => {
  await using repository = await makeRepository();
  await gatehouseHere(repository.path, 'init', 'merge-manifests', ...RELEASE);
  const { build, manifests } = parse(await repository.read(CALLER)).jobs;
  expect(build.steps.at(-1).uses).toBe(`gatehouse-actions/gatehouse/manifest-part@${COMMIT}`);
  expect(manifests).toMatchObject({
    needs: ['build'],
    if: "!cancelled() && (needs.build.result == 'success' || needs.build.result == 'failure')",
    with: { expected: expect.stringContaining('3.14.2 / linux / 24.04 / s390x'), policy: 'allow-missing' },
  });
});

test('what only publishes images comes with legs that push them by digest', async () => {
  await using repository = await makeRepository();
  await gatehouseHere(repository.path, 'init', 'publish-indexes', ...RELEASE);
  const { build, images } = parse(await repository.read('.github/workflows/publish-indexes.yml')).jobs;
  expect(build.steps.at(-1)).toMatchObject({
    uses: `gatehouse-actions/gatehouse/manifest-part@${COMMIT}`,
    with: { kind: 'image', image: 'ghcr.io/acme/widgets', platform: expect.stringContaining('matrix.key') },
  });
  expect(images).toMatchObject({
    needs: ['build'],
    with: {
      plan: 'targets:\n  - image: ghcr.io/acme/widgets\n',
      'expected-platforms': 'linux/amd64\nlinux/arm64',
    },
  });
});

test('the release is that of the repository’s own catalogue, where it has one', async () => {
  await using repository = await makeRepository({
    [CATALOGUE_FILE]: `${CATALOGUE}    - uses: gatehouse-actions/gatehouse@${COMMIT} # v1.2.3\n`,
  });
  await repository.git('init', '--quiet');
  expect(await gatehouseHere(repository.path, 'init', 'ci-green')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await repository.read('.github/workflows/ci-green.yml')).toContain(`@${COMMIT} # v1.2.3\n`);
});

describe.each(templates)('the template $name', ({ name }) => {
  test.each(['github.com', 'ghes'])('is a workflow for %s by GitHub’s own parser', async (target) => {
    await using repository = await makeRepository();
    const { stdout } = await gatehouseHere(
      repository.path,
      'init',
      name,
      '--target',
      target,
      ...RELEASE,
      '--json',
    );
    const { file } = JSON.parse(stdout);
    const text = await repository.read(file.slice(repository.path.length + 1));
    expect(await mistakesForGitHub(text)).toEqual([]);
    expect(text).toContain(`@${COMMIT} # v1.2.3\n`);
    expect(text).not.toMatch(/uses: \$\//);
  });
});

test('a caller grants what its callee asks for, and names the release', async () => {
  await using repository = await makeRepository();
  await gatehouseHere(
    repository.path,
    'init',
    'merge-manifests',
    ...RELEASE,
    '--input',
    'layout=version-arch',
    '--input',
    'dry-run=true',
  );
  const text = await repository.read(CALLER);
  expect(text).toMatch(
    /^# Written by "gatehouse init merge-manifests" from gatehouse-actions\/gatehouse v1\.2\.3;/,
  );
  expect(parse(text)).toMatchObject({
    permissions: {},
    jobs: {
      manifests: {
        permissions: { contents: 'write' },
        uses: `gatehouse-actions/gatehouse/${CALLER}@${COMMIT}`,
        with: { layout: 'version-arch', 'dry-run': true },
      },
    },
  });
});

test('a file that is there is not overwritten without --force', async () => {
  await using repository = await makeRepository({ [CALLER]: 'name: Mine\n' });
  const refused = await gatehouseHere(repository.path, 'init', 'merge-manifests', ...RELEASE);
  expect(refused).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(`${CALLER} is there already`),
  });
  expect(await repository.read(CALLER)).toBe('name: Mine\n');
  await gatehouseHere(repository.path, 'init', 'merge-manifests', ...RELEASE, '--file', 'merge.yml');
  expect(await repository.read('.github/workflows/merge.yml')).toContain('name: Merge manifests');
  await gatehouseHere(repository.path, 'init', 'merge-manifests', ...RELEASE, '--force');
  expect(await repository.read(CALLER)).toContain('name: Merge manifests');
});

test('it goes into the repository around the folder, or into the one that is named', async () => {
  await using repository = await makeRepository({ 'deep/down/x': '' });
  await repository.git('init', '--quiet');
  await gatehouseHere(join(repository.path, 'deep/down'), 'init', 'merge-manifests', ...RELEASE);
  expect(await repository.read(CALLER)).toContain('uses: gatehouse-actions');
  await gatehouseHere(repository.path, 'init', 'merge-manifests', ...RELEASE, '--dir', 'deep');
  expect(await repository.read(`deep/${CALLER}`)).toContain('uses: gatehouse-actions');
});

test.each([
  [['merge-manifest'], 'There is no template "merge-manifest". Did you mean "merge-manifests"?'],
  [['merge-manifests', '--input', 'layuot=root'], 'It has no input "layuot". Did you mean "layout"?'],
  [['merge-manifests', '--input', 'layout'], '--input is "layout". Expected name=value.'],
  [['merge-manifests', '--input', 'dry-run=maybe'], 'The input "dry-run" is "maybe". Expected a boolean.'],
  [['merge-manifests', '--file', '../x.yml'], '--file is "../x.yml". Expected a name such as release.yml'],
  [['merge-manifests', '--release', 'v1'], '--release is "v1". Expected a version and its full commit'],
  [['merge-manifests', '--target', 'gitlab'], '--target is "gitlab". Expected github.com or ghes.'],
  [[], 'gatehouse init needs <template>; --list shows them.'],
])('%j is not understood, and says why', async (words, message) => {
  await using repository = await makeRepository();
  const release = words.includes('--release') ? [] : RELEASE;
  const { exitCode, stderr } = await gatehouseHere(repository.path, 'init', ...words, ...release);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
});

test('what it wrote is left alone by generate and check', async () => {
  await using repository = await makeRepository();
  await rm(join(repository.path, 'workflows-src/docs.ts'));
  await gatehouseHere(repository.path, 'init', 'merge-manifests', ...RELEASE);
  await repository.gatehouse('generate');
  expect(await repository.gatehouse('check')).toMatchObject({ exitCode: 0 });
});
