import { type Fixture, inStep } from '../mutation.ts';

const given = (inputs: object) => () => ({ with: inputs });

export const fixtures: readonly Fixture[] = [
  {
    about: 'all artifacts in one folder',
    mutation: inStep('release.yml', 'publish-crate', 1, given({ 'merge-multiple': true })),
    at: 'release.yml/publish-crate/1',
    message: /every artifact of the run into one folder/,
  },
  {
    about: 'a pattern that says nothing',
    mutation: inStep('release.yml', 'publish-crate', 1, given({ pattern: '*', 'merge-multiple': 'true' })),
    at: 'release.yml/publish-crate/1',
    message: /Say which under 'pattern'/,
  },
];
