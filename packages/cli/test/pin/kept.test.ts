import { expect, test } from 'vitest';
import { BUMPED, CHECKOUT, makeRepository } from '../repository.ts';

const [, COMMIT = ''] = /@(\S+)/.exec(CHECKOUT) ?? [];
const KEPT_FILE = 'workflows-src/pins/actions.json';
const kept = (commit: string) =>
  JSON.stringify({
    schema: 'gatehouse.pins/v1',
    actions: {
      'actions/checkout': {
        kind: 'action',
        version: 'v7.0.1',
        commit,
        file: 'action.yml',
        sha256: 'ab'.repeat(32),
        using: 'node24',
        inputs: { ref: {}, 'persist-credentials': { default: 'true' } },
        outputs: ['ref'],
      },
    },
  });
const using = (input: string) => `
import { checkout, workflow } from '@gatehouse/workflow-kit';

const given = /** @type {any} */ ({ ${input}: 'x' });
export const one = workflow({
  file: 'one.yml', name: 'One', description: 'Checks out.', on: { push: {} },
  jobs: (build) => {
    build.job('one', { permissions: {}, runsOn: 'ubuntu-24.04', steps: [checkout(given)] });
  },
});
`;

test.concurrent('a wrong input of a pinned action is refused with its line, and a right one is not', async () => {
  await using repository = await makeRepository({
    [KEPT_FILE]: kept(COMMIT),
    'workflows-src/one.ts': using('reff'),
  });
  const refused = await repository.gatehouse('generate');
  expect(refused).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/one\.ts:8: actions\/checkout has no input "reff"\. Did you mean "ref"\?/),
  });
  await repository.write('workflows-src/one.ts', using('ref'));
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr: '' });
});

test.concurrent('what is kept of another commit is told by generate and check, and does not fail them', async () => {
  await using repository = await makeRepository({ [KEPT_FILE]: kept('e'.repeat(40)) });
  const stderr = expect.stringMatching(
    /^The inputs of actions\/checkout were not checked: .* Run gatehouse pin --refresh\.\n$/,
  );
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr });
  expect(await repository.gatehouse('check')).toMatchObject({ exitCode: 0, stderr });
  expect(await repository.gatehouse('pin', '--check', '--offline')).toMatchObject({ exitCode: 1 });
});

test.concurrent('a bump that is adopted says that what is kept belongs to the version before', async () => {
  await using repository = await makeRepository({ [KEPT_FILE]: kept(COMMIT) });
  await repository.gatehouse('generate');
  await repository.change('.github/workflows/ci.yml', CHECKOUT, BUMPED);
  await repository.change('.github/workflows/docs.yml', CHECKOUT, BUMPED);
  const { exitCode, stderr } = await repository.gatehouse('adopt');
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^The inputs of actions\/checkout were not checked: the kept ones are those of v7\.0\.1, but the catalogue has v7\.1\.0/,
  );
});
