import { type Fixture, inWorkflow } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a trigger for strangers',
    mutation: inWorkflow('ci.yml', () => ({ on: { pull_request_target: {} } })),
    at: 'ci.yml',
    message: /"pull_request_target" runs with the rights and secrets of the default branch/,
  },
  {
    about: 'a run that follows another',
    mutation: inWorkflow('release.yml', () => ({ on: { workflowRun: { workflows: ['CI'] } } })),
    at: 'release.yml',
    message: /"workflowRun" runs with the rights/,
  },
  {
    about: 'a pull request that reaches a writer two calls below',
    mutation: inWorkflow('nightly.yml', ({ on }) => ({ on: { ...on, pullRequest: {} } })),
    at: 'nightly.yml',
    message: /"pullRequest" starts "batch", which writes, on what is not merged/,
  },
];
