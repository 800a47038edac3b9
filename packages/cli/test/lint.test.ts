import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryCache, toolOrSkip } from '@gatehouse/toolchain';
import { describe, expect, test } from 'vitest';
import { makeRepository, type Repository, source } from './repository.ts';

const HAS_TOOLS =
  (await toolOrSkip('actionlint')) !== undefined && (await toolOrSkip('zizmor')) !== undefined;

/** The environment of somebody who has installed the linters. */
async function withTools({ path }: Repository): Promise<NodeJS.ProcessEnv> {
  const cache = join(path, '.cache-of-tests');
  await mkdir(join(cache, 'gatehouse'), { recursive: true });
  await symlink(repositoryCache, join(cache, 'gatehouse', 'tools'));
  return { XDG_CACHE_HOME: cache };
}

const HAND_WRITTEN = `name: hand
on: push
permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: echo \${{ github.event.issue.title }}
`;

test.concurrent('without the linters check says that they were not run, and installs nothing', async () => {
  await using repository = await makeRepository();
  await repository.gatehouse('generate');
  const { exitCode, stdout } = await repository.gatehouse('check');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^actionlint 1\.7\.12 was not run: it is not installed; gatehouse check --lint installs it\.$/m,
  );
  expect(stdout).toMatch(/^zizmor 1\.32\.0 was not run: it is not installed/m);
});

test.concurrent('linters that are required and cannot be had fail the check', async () => {
  await using repository = await makeRepository();
  await repository.gatehouse('generate');
  const { exitCode, stdout } = await repository.gatehouseWith({ PATH: '/nothing' }, 'check', '--lint');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^actionlint 1\.7\.12 was not run: .*Go/m);
});

test.concurrent('--no-lint goes with no other word about linters', async () => {
  await using repository = await makeRepository();
  expect(await repository.gatehouse('check', '--no-lint', '--lint')).toMatchObject({ exitCode: 2 });
});

describe.skipIf(!HAS_TOOLS)('with the linters', () => {
  test.concurrent('linters that are installed look at the generated files, and say so', async () => {
    await using repository = await makeRepository();
    await repository.gatehouse('generate');
    const { exitCode, stdout } = await repository.gatehouseWith(await withTools(repository), 'check');
    expect(stdout).toContain(
      'actionlint 1.7.12: 0 findings in 2 files.\nzizmor 1.32.0: 0 findings in 2 files.\n',
    );
    expect(exitCode).toBe(0);
  });

  test.concurrent('what they find in a generated file fails the check', async () => {
    const text = source('ci').replace('ubuntu-24.04', 'ubuntu-23.04');
    await using repository = await makeRepository({
      'workflows-src/ci.ts': text,
      '.github/actionlint.yaml': 'self-hosted-runner: { labels: [] }\n',
    });
    await repository.gatehouse('generate');
    const env = await withTools(repository);
    const { exitCode, stderr } = await repository.gatehouseWith(env, 'check');
    expect(stderr).toMatch(
      /^\.github\/workflows\/ci\.yml:\d+:\d+ actionlint\/runner-label: label "ubuntu-23\.04" is unknown/m,
    );
    expect(exitCode).toBe(1);
    expect(await repository.gatehouseWith(env, 'check', '--no-lint')).toMatchObject({ exitCode: 0 });
  });

  test.concurrent('a label that only the settings of actionlint could know is a note', async () => {
    await using repository = await makeRepository({
      'workflows-src/ci.ts': source('ci').replace('ubuntu-24.04', 'our-machine'),
    });
    await repository.gatehouse('generate');
    const { exitCode, stderr } = await repository.gatehouseWith(await withTools(repository), 'check');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(
        /label "our-machine" is unknown.*\(not a failure; list your own labels in/,
      ),
    });
  });

  test.concurrent('files that no source makes are looked at only with --lint-all', async () => {
    await using repository = await makeRepository({ '.github/workflows/hand.yml': HAND_WRITTEN });
    await repository.gatehouse('generate');
    const env = await withTools(repository);
    const allowed = ['check', '--allow', 'hand.yml'];
    expect(await repository.gatehouseWith(env, ...allowed)).toMatchObject({ exitCode: 0 });
    const all = await repository.gatehouseWith(env, ...allowed, '--lint-all', '--json');
    expect(all.exitCode).toBe(1);
    expect(JSON.parse(all.stdout)).toMatchObject({
      ok: false,
      drift: [],
      lint: [
        {
          tool: 'actionlint',
          version: '1.7.12',
          status: 'ran',
          files: 3,
          findings: [{ rule: 'expression' }],
        },
        {
          tool: 'zizmor',
          status: 'ran',
          findings: expect.arrayContaining([expect.objectContaining({ rule: 'template-injection' })]),
        },
      ],
    });
  });
});
