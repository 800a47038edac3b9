import type { Job } from '../../../src/index.ts';
import { type Fixture, inWorkflow } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a workflow with a group that is called twice',
    mutation: inWorkflow('ci.yml', ({ jobs }) => ({
      jobs: jobs.flatMap((job): Job[] => (job.kind === 'call' ? [job, { ...job, id: 'docs-again' }] : [job])),
    })),
    at: 'docs.yml',
    message: /A run of ci\.yml calls docs\.yml more than once, each time in the group/,
  },
];
