import { type Fixture, inJob, inWorkflow } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a writer that keeps one run waiting',
    mutation: inJob('land.yml', 'update', ({ concurrency }) => ({
      concurrency: { ...concurrency, queue: 'single' },
    })),
    at: 'land.yml/update',
    message: /in which "update" writes, keeps one run that waits/,
  },
  {
    about: 'a workflow around a writer',
    mutation: inWorkflow('release.yml', ({ concurrency }) => ({
      concurrency: { ...concurrency, queue: 'single' },
    })),
    at: 'release.yml',
    message: /in which "draft" writes/,
  },
];
