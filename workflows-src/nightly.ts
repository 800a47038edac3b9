import { checkout, read, run, script, uses, workflow } from '@gatehouse/workflow-kit';
import { pins } from './pins/index.ts';

export const nightly = workflow({
  file: 'nightly.yml',
  name: 'Nightly',
  description: 'Plays 100,000 random cases of the CI gate against its oracle, with a new seed each night.',
  on: {
    schedule: [{ cron: '17 3 * * *' }],
    workflowDispatch: {},
  },
  concurrency: { group: 'nightly' },
  jobs: (build) => {
    build.job('oracle', {
      name: 'CI gate against its oracle',
      permissions: { contents: read('checks out the repository') },
      runsOn: 'ubuntu-24.04',
      timeoutMinutes: 20,
      steps: [
        checkout(),
        uses(pins.setupNode, { with: { 'node-version': '24', cache: 'npm' } }),
        run({ name: 'Install', script: script`npm ci --no-audit --no-fund` }),
        // The log shows the seed; with it in ORACLE_SEED, the same cases can be played again anywhere.
        run({
          name: 'Play',
          env: { ORACLE_CASES: '100000', ORACLE_SEED: 'random' },
          script: script`npx vitest run packages/actions/ci-green-gate/test/oracle`,
        }),
      ],
    });
  },
});
