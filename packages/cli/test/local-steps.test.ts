import { expect, test } from 'vitest';
import { makeRepository, type Repository } from './repository.ts';

const YAML = '.github/workflows/local.yml';

/** A repository with an action of its own, and a source that uses it with what `given` says. */
const makeUser = (given: string): Promise<Repository> =>
  makeRepository({
    '.github/actions/build/action.yml': `
name: Build
description: Builds.
inputs:
  arch: { description: The arch., required: true }
outputs:
  archive: { description: The archive. }
runs: { using: composite, steps: [] }
`,
    'workflows-src/local.ts': `
import { checkout, local, read, workflow } from '@gatehouse/workflow-kit';

export const uses = workflow({
  file: 'local.yml',
  name: 'Local',
  description: 'Builds.',
  on: { push: {} },
  jobs: (build) => {
    const made = local('.github/actions/build', { id: 'made', with: { ${given} } });
    build.job('build', {
      permissions: { contents: read('checks out') },
      runsOn: 'ubuntu-24.04',
      outputs: { archive: made.output('archive') },
      steps: [checkout(), made],
    });
  },
});
`,
  });

test.concurrent.each([
  ['github.com', '$/.github/actions/build'],
  ['ghes', './.github/actions/build'],
])('an action of the repository itself is used by its path, on %s', async (target, reference) => {
  await using repository = await makeUser("arch: 's390x'");
  const release = target === 'ghes' ? ['--release', `v1.0.0@${'b2'.repeat(20)}`] : [];
  expect(await repository.gatehouse('generate', '--target', target, ...release)).toMatchObject({
    exitCode: 0,
    stderr: '',
  });
  expect(await repository.read(YAML)).toContain(`        uses: ${reference}\n`);
});

test.concurrent('its inputs are those of its action.yml', async () => {
  await using repository = await makeUser("arhc: 's390x'");
  const { exitCode, stderr } = await repository.gatehouse('generate');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringContaining(
      'local.ts:10: .github/actions/build has no input "arhc". Did you mean "arch"?',
    ),
  });
});
