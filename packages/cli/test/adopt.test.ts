import { expect, test } from 'vitest';
import {
  BUMPED,
  CATALOGUE,
  CATALOGUE_FILE,
  CHECKOUT,
  generatedRepository,
  makeRepository,
} from './repository.ts';

const CI = '.github/workflows/ci.yml';
const DOCS = '.github/workflows/docs.yml';

/** A repository that was generated, with the bump of a bot in one of its files. */
async function bumpedRepository(by = BUMPED) {
  const repository = await generatedRepository();
  await repository.change(CI, CHECKOUT, by);
  return repository;
}

test.concurrent('a bump in one workflow reaches the catalogue and every other workflow', async () => {
  await using repository = await bumpedRepository();
  const { exitCode, stdout } = await repository.gatehouse('adopt', '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    adopted: [{ action: 'actions/checkout', from: { version: 'v7.0.1' }, to: { version: 'v7.1.0' } }],
    written: ['ci.yml', 'docs.yml'],
  });
  expect(await repository.read(CATALOGUE_FILE)).toBe(CATALOGUE.replace(CHECKOUT, BUMPED));
  expect(await repository.read(DOCS)).toContain(BUMPED);
  expect(await repository.gatehouse('check')).toMatchObject({ exitCode: 0 });
});

test.concurrent('for people, it says what was adopted and where', async () => {
  await using repository = await bumpedRepository();
  const { stdout } = await repository.gatehouse('adopt');
  expect(stdout).toContain('actions/checkout v7.0.1 → v7.1.0 (workflows-src/pins/action.yml:5)\n');
});

test.concurrent('a bump is adopted where the source has moved on since', async () => {
  await using repository = await bumpedRepository();
  await repository.change('workflows-src/ci.ts', 'npm test', 'make test');
  expect(await repository.gatehouse('adopt')).toMatchObject({ exitCode: 0 });
  const text = await repository.read(CI);
  expect(text).toContain(BUMPED);
  expect(text).toContain('make test');
});

test.concurrent.each([
  ['a tag', 'actions/checkout@v8', 'ci.yml:22: actions/checkout stands at "v8"'],
  ['a moved release', CHECKOUT.replace('3d3c', 'ffff'), 'A release does not change its commit'],
])('%s is refused, and nothing is written', async (_, by, message) => {
  await using repository = await bumpedRepository(by);
  const found = await repository.read(CI);
  const { exitCode, stderr } = await repository.gatehouse('adopt');
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(message) });
  expect(await repository.read(CATALOGUE_FILE)).toBe(CATALOGUE);
  expect(await repository.read(CI)).toBe(found);
});

test.concurrent('an edit by hand beside it is left, and told', async () => {
  await using repository = await bumpedRepository();
  await repository.change(DOCS, 'make docs', 'make all');
  const { exitCode, stdout } = await repository.gatehouse('adopt', '--json');
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    written: ['ci.yml'],
    refused: [{ file: 'docs.yml', kind: 'hand-edit', command: 'gatehouse generate --force' }],
  });
  expect(await repository.read(DOCS)).toContain('make all');
});

test.concurrent('the release of the library is bumped as any other pin', async () => {
  const pin = `gatehouse-actions/gatehouse@${'b2'.repeat(20)} # v1.2.3`;
  await using repository = await makeRepository({
    [CATALOGUE_FILE]: `${CATALOGUE}    - uses: ${pin}\n`,
    'workflows-src/retry.ts': `
import { own, workflow } from '@gatehouse/workflow-kit';
export const retry = workflow({
  file: 'retry.yml', name: 'Retry', description: 'Retries.', on: { push: {} },
  jobs: (build) => {
    build.job('retry', { permissions: {}, runsOn: 'ubuntu-24.04', steps: [own('retry-run', { with: { command: 'make' } })] });
  },
});
`,
  });
  await repository.gatehouse('generate');
  const bumped = `${'c3'.repeat(20)} # v1.3.0`;
  await repository.change('.github/workflows/retry.yml', `${'b2'.repeat(20)} # v1.2.3`, bumped);
  expect(await repository.gatehouse('adopt')).toMatchObject({ exitCode: 0 });
  expect(await repository.read(CATALOGUE_FILE)).toContain(`- uses: gatehouse-actions/gatehouse@${bumped}\n`);
  expect(await repository.gatehouse('check')).toMatchObject({ exitCode: 0 });
});

test.concurrent('where no bot has been, there is nothing to adopt', async () => {
  await using repository = await generatedRepository();
  expect(await repository.gatehouse('adopt')).toMatchObject({
    exitCode: 0,
    stdout: 'There is nothing to adopt.\n',
  });
});
