import { access, resource } from '../../../src/index.ts';
import { type Fixture, inJob, inStep } from '../mutation.ts';

const given = (inputs: object) => () => ({ with: inputs });
const tag = resource('tag', 'v1');

export const fixtures: readonly Fixture[] = [
  {
    about: 'another branch than the job names',
    mutation: inStep('land.yml', 'update', 1, given({ branch: 'main' })),
    at: 'land.yml/update/1',
    message: /writes the branch "main", but the job names the branch "\$\{\{ inputs\.branch/,
  },
  {
    about: 'the branch of the run in place of the one that is named',
    mutation: inStep('land.yml', 'update', 1, given({ branch: '' })),
    at: 'land.yml/update/1',
    message: /writes the branch "\$\{\{ github\.ref_name \}\}"/,
  },
  {
    about: 'a branch by another input',
    mutation: inStep('land.yml', 'update', 1, given({ branch: access('string', 'inputs', ['base']) })),
    at: 'land.yml/update/1',
    message: /writes the branch "\$\{\{ inputs\.base \|\| github\.ref_name \}\}"/,
  },
  {
    about: 'a branch where the job names a tag',
    mutation: inJob('land.yml', 'update', () => ({
      writes: tag,
      concurrency: { group: tag.group, queue: 'max', cancelInProgress: false },
    })),
    at: 'land.yml/update/1',
    message: /but the job names the tag "v1"/,
  },
];
