import { expr, github } from '../../../src/index.ts';
import { type Fixture, inCall, inWorkflow } from '../mutation.ts';

const single = { queue: 'max', cancelInProgress: false } as const;

export const fixtures: readonly Fixture[] = [
  {
    about: 'a caller that holds the group of the job two calls below it',
    mutation: inWorkflow('nightly.yml', () => ({
      concurrency: { ...single, group: 'gatehouse/branch/main/versions-manifest' },
    })),
    at: 'nightly.yml',
    message: /nightly\.yml holds .* while it runs the job "update" of land\.yml/,
  },
  {
    about: 'the same in capitals, on the job that calls',
    mutation: inCall('batch.yml', 'land', () => ({
      concurrency: { ...single, group: 'Gatehouse/Branch/MAIN/versions-manifest' },
    })),
    at: 'batch.yml/land',
    message: /the job "land" of batch\.yml holds/,
  },
  {
    about: 'a caller whose group can be that of the callee',
    mutation: inWorkflow('ci.yml', () => ({
      concurrency: { group: expr`docs-${github.sha}`, queue: 'single', cancelInProgress: true },
    })),
    at: 'ci.yml',
    message: /while it runs docs\.yml, which can wait for the same one \("docs-\$\{\{ github\.sha \}\}"\)/,
  },
];
