import { expr, github } from '../../../src/index.ts';
import { type Fixture, inJob, inWorkflow } from '../mutation.ts';

const single = { queue: 'max', cancelInProgress: false } as const;

export const fixtures: readonly Fixture[] = [
  {
    about: 'two workflows of one group, but for its case',
    mutation: inWorkflow('nightly.yml', () => ({
      concurrency: { ...single, group: expr`Tag-${github.ref}` },
    })),
    at: 'release.yml',
    message: /"tag-\$\{\{ github\.ref \}\}" can be that of nightly\.yml/,
  },
  {
    about: 'a job in the group of what another workflow writes',
    mutation: inJob('ci.yml', 'check', () => ({
      concurrency: { ...single, group: 'gatehouse/branch/main/versions-manifest' },
    })),
    at: 'land.yml/update',
    message: /can be that of the job "check" of ci\.yml/,
  },
];
