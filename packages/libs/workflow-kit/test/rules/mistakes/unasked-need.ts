import { always, and, cancelled, not } from '../../../src/index.ts';
import { type Fixture, inCall, inJob } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a writer that runs unless the run was cancelled',
    mutation: inJob('land.yml', 'update', () => ({ condition: and(not(cancelled()), true) })),
    at: 'land.yml/update',
    message: /says nothing of "plan", "build"/,
  },
  {
    about: 'a draft that is made after a red gate',
    mutation: inJob('release.yml', 'draft', () => ({ condition: always() })),
    at: 'release.yml/draft',
    message: /says nothing of "gate"/,
  },
  {
    about: 'a call that may write',
    mutation: inCall('release.yml', 'provenance', ({ needs }) => ({
      needs: [...needs, { job: 'gate', accepts: ['success'] }],
    })),
    at: 'release.yml/provenance',
    message: /says nothing of "gate"/,
  },
];
