import { type Fixture, inWorkflow, type Mutation } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a release that starts a workflow twice',
    mutation: inWorkflow('release.yml', () => ({ on: { release: { types: ['created', 'published'] } } })),
    at: 'release.yml',
    message: /lists created and published: one release has more than one of these/,
  },
];

export const harmless: readonly Mutation[] = [
  inWorkflow('release.yml', () => ({ on: { release: { types: ['released', 'prereleased'] } } })),
  inWorkflow('release.yml', () => ({ on: { release: { types: ['published', 'deleted'] } } })),
];
