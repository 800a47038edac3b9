import { type Fixture, inJob } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a job in the group of its workflow',
    mutation: inJob('docs.yml', 'pages', ({ concurrency }) => ({
      concurrency: { ...concurrency, group: 'DOCS-all' },
    })),
    at: 'docs.yml/pages',
    message: /waits for the group "DOCS-all", which the workflow can hold until the job has ended/,
  },
];
