import { expr, github } from '../../../src/index.ts';
import { type Fixture, inJob } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a writer of a fixed branch in a group named after the ref',
    mutation: inJob('land.yml', 'update', ({ concurrency }) => ({
      concurrency: { ...concurrency, group: expr`manifests-${github.ref}` },
    })),
    at: 'land.yml/update',
    message: /writes a branch in the group "manifests-.*", which is not named after it/,
  },
  {
    about: 'a writer in no group',
    mutation: inJob('release.yml', 'undraft', () => ({ concurrency: undefined })),
    at: 'release.yml/undraft',
    message: /writes a release in no group/,
  },
  {
    about: 'a job that may write and names nothing',
    mutation: inJob('land.yml', 'plan', () => ({
      permissions: [{ scope: 'contents', level: 'write', reason: undefined }],
    })),
    at: 'land.yml/plan',
    message: /does not say what/,
  },
];
