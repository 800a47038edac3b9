import { type Fixture, inWorkflow, type Mutation } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a workflow that waits for a release of GITHUB_TOKEN',
    mutation: inWorkflow('nightly.yml', () => ({ on: { release: { types: ['published'] } } })),
    at: 'release.yml/undraft/0',
    message: /with GITHUB_TOKEN, and nightly\.yml waits for a release/,
  },
];

export const harmless: readonly Mutation[] = [
  inWorkflow('release.yml', ({ jobs }) => ({
    on: { release: { types: ['published'] } },
    jobs,
  })),
];
