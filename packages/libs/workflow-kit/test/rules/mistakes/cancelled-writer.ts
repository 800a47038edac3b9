import { ne, variable } from '../../../src/index.ts';
import { type Fixture, inCall, inJob, inWorkflow } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a writer that a newer run ends',
    mutation: inJob('land.yml', 'update', ({ concurrency }) => ({
      concurrency: { ...concurrency, cancelInProgress: true },
    })),
    at: 'land.yml/update',
    message: /can cancel "update" in the middle/,
  },
  {
    about: 'a workflow that is ended on a condition',
    mutation: inWorkflow('release.yml', ({ concurrency }) => ({
      concurrency: { ...concurrency, queue: 'single', cancelInProgress: ne(variable('SLOW'), 'yes') },
    })),
    at: 'release.yml',
    message: /can cancel "draft"/,
  },
  {
    about: 'a call of a workflow that writes two calls below',
    mutation: inCall('nightly.yml', 'batch', () => ({
      concurrency: { group: 'nightly', queue: 'single', cancelInProgress: true },
    })),
    at: 'nightly.yml/batch',
    message: /can cancel "batch"/,
  },
];
