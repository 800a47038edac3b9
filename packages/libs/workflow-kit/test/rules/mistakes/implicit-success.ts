import { access, eq } from '../../../src/index.ts';
import { type Fixture, inCall, inJob } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a writer whose condition was taken away',
    mutation: inJob('land.yml', 'update', () => ({ condition: undefined })),
    at: 'land.yml/update',
    message: /goes on when a need did not succeed.*no status function/,
  },
  {
    about: 'a call behind a job that can be skipped',
    mutation: inCall('release.yml', 'provenance', () => ({
      condition: eq(access('string', 'needs', ['draft', 'result']), 'success'),
    })),
    at: 'release.yml/provenance',
    message: /comes after "draft", which can be skipped/,
  },
];
