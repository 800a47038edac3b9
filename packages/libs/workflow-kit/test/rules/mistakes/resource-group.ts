import { expr, github, run, script } from '../../../src/index.ts';
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
  {
    about: 'a script that makes a draft with a token of its own',
    mutation: inJob('release.yml', 'gate', ({ steps }) => ({
      steps: [
        ...steps,
        run({ script: script`gh release create "$TAG" --draft --repo "$GITHUB_REPOSITORY"` }),
      ],
    })),
    at: 'release.yml/gate',
    message: /does not say what/,
  },
  {
    about: 'a release that is made public with a token of its own',
    mutation: inJob('release.yml', 'undraft', () => ({ writes: undefined, permissions: [] })),
    at: 'release.yml/undraft',
    message: /does not say what/,
  },
];
