import { expect, test } from 'vitest';
import { gatehouseHere, makeRepository } from './repository.ts';

const RELEASE = ['--release', `v1.2.3@${'b2'.repeat(20)}`];
const SAYS = /These jobs fail on a GitHub Enterprise Server, which has no artifact service v4/;

/** Workflows of which one leaves a part, and another calls that one. */
const makeUser = () =>
  makeRepository({
    'workflows-src/part.ts': `
import { own, workflow } from '@gatehouse/workflow-kit';

export const part = workflow({
  file: 'part.yml', name: 'Part', description: 'Leaves a part.', call: {},
  jobs: (build) => {
    build.job('leave', {
      permissions: {},
      runsOn: 'ubuntu-24.04',
      steps: [own('manifest-part', { with: { files: 'x', tag: '1.0.0', arch: 's390x' } })],
    });
  },
});

export const night = workflow({
  file: 'night.yml', name: 'Night', description: 'Calls it.', on: { schedule: [{ cron: '30 4 * * *' }] },
  jobs: (build) => {
    build.call('part', { workflow: part, permissions: {} });
  },
});
`,
  });

test.concurrent('generate says which jobs have no artifacts on a server of one’s own, here and in the file', async () => {
  await using repository = await makeUser();
  const { exitCode, stderr } = await repository.gatehouse('generate', '--target', 'ghes', ...RELEASE);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    new RegExp(`^night\\.yml: ${SAYS.source}.*: part / leave\\.\npart\\.yml: ${SAYS.source}.*: leave\\.\n$`),
  );
  expect(await repository.read('.github/workflows/part.yml')).toMatch(
    new RegExp(`^# Leaves a part\\.\n# ${SAYS.source}.*: leave\\.$`, 'm'),
  );
  expect(await repository.read('.github/workflows/night.yml')).toMatch(
    new RegExp(`^# ${SAYS.source}.*: part / leave\\.$`, 'm'),
  );
  expect(await repository.read('.github/workflows/ci.yml')).not.toMatch(SAYS);
});

test.concurrent('generate tells scripts as well', async () => {
  await using repository = await makeUser();
  const { stdout } = await repository.gatehouse('generate', '--target', 'ghes', ...RELEASE, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    warnings: [expect.stringMatching(SAYS), expect.stringMatching(SAYS)],
  });
});

test.concurrent('nothing is said for github.com', async () => {
  await using repository = await makeUser();
  expect(await repository.gatehouse('generate', ...RELEASE)).toMatchObject({ exitCode: 0, stderr: '' });
});

test('explain says it of a workflow of the library, and of its caller', async () => {
  await using repository = await makeRepository();
  const explained = await gatehouseHere(repository.path, 'explain', 'version-manifests', '--target', 'ghes');
  expect(explained.stdout).toMatch(new RegExp(`^\\*\\*${SAYS.source}.*: build, check-parts, `, 'm'));
  expect(explained.stdout).toMatch(new RegExp(`^# ${SAYS.source}.*: version-manifests / build, `, 'm'));
  const quiet = await gatehouseHere(repository.path, 'explain', 'ci-green', '--target', 'ghes');
  expect(quiet.stdout).not.toMatch(SAYS);
});

test('init writes it into the file', async () => {
  await using repository = await makeRepository();
  await gatehouseHere(repository.path, 'init', 'merge-manifests', '--target', 'ghes', ...RELEASE);
  expect(await repository.read('.github/workflows/merge-manifests.yml')).toMatch(SAYS);
});
