import { type Fixture, inWorkflow, type Mutation } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a release that starts a workflow twice',
    mutation: inWorkflow('release.yml', () => ({ on: { release: { types: ['created', 'published'] } } })),
    at: 'release.yml',
    message: /lists created and published: one release has more than one of these/,
  },
  {
    about: 'a release that starts a workflow by whatever happens to it',
    mutation: inWorkflow('release.yml', () => ({ on: { release: {} } })),
    at: 'release.yml',
    message: /^The trigger "release" names no "types", so every activity starts a run/,
  },
];

export const harmless: readonly Mutation[] = [
  inWorkflow('release.yml', () => ({ on: { release: { types: ['released', 'prereleased'] } } })),
  inWorkflow('release.yml', () => ({ on: { release: { types: ['published', 'deleted'] } } })),
];
