import { type Fixture, inJob } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a job that may read everything',
    mutation: inJob('ci.yml', 'check', () => ({ permissions: 'read-all' })),
    at: 'ci.yml/check',
    message: /is granted "read-all"/,
  },
  {
    about: 'a job that may write everything',
    mutation: inJob('release.yml', 'undraft', () => ({ permissions: 'write-all' })),
    at: 'release.yml/undraft',
    message: /is granted "write-all"/,
  },
  {
    about: 'a job that says nothing',
    mutation: inJob('ci.yml', 'test', () => ({ permissions: undefined })),
    at: 'ci.yml/test',
    message: /is granted whatever the repository grants by default/,
  },
];
