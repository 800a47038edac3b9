import { expect, test } from 'vitest';
import { gatehouseHere, makeRepository } from './repository.ts';

test('a workflow of the library is explained anywhere, as JSON too', async () => {
  await using repository = await makeRepository();
  const { exitCode, stdout } = await gatehouseHere(repository.path, 'explain', 'merge-manifests', '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    file: 'merge-manifests.yml',
    callable: true,
    permissions: [{ scope: 'contents', level: 'write', jobs: [{ job: 'update-manifests' }] }],
    groups: [{ held: 'update-manifests', queue: 'max', cancelInProgress: 'false' }],
    snippet: expect.stringContaining(
      'uses: gatehouse-actions/gatehouse/.github/workflows/merge-manifests.yml@<commit> # <version>',
    ),
  });
});

test('the caller names the release that is given, or that of the catalogue', async () => {
  await using repository = await makeRepository();
  const commit = 'b2'.repeat(20);
  const given = await gatehouseHere(
    repository.path,
    'explain',
    'merge-manifests',
    '--release',
    `v1.2.3@${commit}`,
  );
  expect(given.stdout).toContain(`merge-manifests.yml@${commit} # v1.2.3`);
  const catalogue = 'workflows-src/pins/action.yml';
  const pin = `    - uses: gatehouse-actions/gatehouse@${'c3'.repeat(20)} # v1.3.0\n`;
  await repository.write(catalogue, (await repository.read(catalogue)) + pin);
  const pinned = await gatehouseHere(repository.path, 'explain', 'merge-manifests');
  expect(pinned.stdout).toContain(`merge-manifests.yml@${'c3'.repeat(20)} # v1.3.0`);
});

test('a workflow of one’s own is explained by its file, with the repository that it stands in', async () => {
  await using repository = await makeRepository();
  await repository.change(
    'workflows-src/ci.ts',
    "contents: read('checks out')",
    "contents: read('checks out'), 'id-token': { level: 'write', reason: 'signs' }",
  );
  for (const name of ['ci', 'ci.yml', '.github/workflows/ci.yml']) {
    const { stdout } = await gatehouseHere(repository.path, 'explain', name, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      callable: false,
      signers: [{ signerWorkflow: 'acme/widgets/.github/workflows/ci.yml' }],
    });
  }
});

test('a slip in the name is explained', async () => {
  await using repository = await makeRepository();
  expect(await gatehouseHere(repository.path, 'explain', 'merge-manifest')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('There is no workflow "merge-manifest". Did you mean "merge-manifests"?'),
  });
});
