import {
  cancelled,
  checkout,
  expr,
  github,
  not,
  or,
  read,
  run,
  script,
  uses,
  workflow,
} from '@gatehouse/workflow-kit';
import { pins } from './pins/index.ts';

export const ci = workflow({
  file: 'ci.yml',
  name: 'CI',
  description: 'Everything that proves this repository, on a fresh machine.',
  on: {
    push: { branches: ['main'] },
    pullRequest: {},
  },
  // A new push to a pull request ends the run before it. On main every commit keeps its own run: the
  // gate of a release asks for the result of exactly one commit.
  concurrency: {
    group: expr`ci-${or(github.event('pull_request', 'number'), github.run_id)}`,
    cancelInProgress: true,
  },
  jobs: (build) => {
    const onNode = [
      checkout(),
      uses(pins.setupNode, { with: { 'node-version': '24', cache: 'npm' } }),
      run({ name: 'Install', script: script`npm ci --no-audit --no-fund` }),
    ];
    build.job('test', {
      name: 'Lint, types and tests',
      permissions: { contents: read('checks out the repository') },
      runsOn: 'ubuntu-24.04',
      timeoutMinutes: 30,
      steps: [
        ...onNode,
        run({ name: 'Registries and their clients', script: script`.ci/oci-programs` }),
        run({ name: 'Test', script: script`npm test` }),
      ],
    });
    build.job('rehearse', {
      name: 'Every scenario of the main workflow',
      permissions: { contents: read('checks out the repository') },
      runsOn: 'ubuntu-24.04',
      timeoutMinutes: 30,
      steps: [
        ...onNode,
        run({ name: 'Rehearse', script: script`npm run rehearse -- --all` }),
        uses(pins.uploadArtifact, {
          name: 'Keep the report',
          if: not(cancelled()),
          with: { name: 'rehearsal', path: '.cache/rehearsal', 'include-hidden-files': true },
        }),
      ],
    });
  },
});
