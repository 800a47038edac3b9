import { expr, github } from '../../../src/index.ts';
import { type Fixture, inJob, inWorkflow } from '../mutation.ts';

const group = expr`pages-${github.workflow}`;

export const fixtures: readonly Fixture[] = [
  {
    about: 'a job of a called workflow',
    mutation: inJob('docs.yml', 'pages', ({ concurrency }) => ({ concurrency: { ...concurrency, group } })),
    at: 'docs.yml/pages',
    message: /the name of whoever calls docs\.yml/,
  },
  {
    about: 'a called workflow as a whole',
    mutation: inWorkflow('docs.yml', ({ concurrency }) => ({
      concurrency: { ...concurrency, group: expr`text-${github.workflow_ref}` },
    })),
    at: 'docs.yml',
    message: /"text-\$\{\{ github\.workflow_ref \}\}"/,
  },
];
