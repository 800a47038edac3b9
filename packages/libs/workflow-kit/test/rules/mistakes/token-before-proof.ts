import { variable } from '../../../src/index.ts';
import { type Fixture, inJob, inStep } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a token before the bytes were compared',
    mutation: inJob('release.yml', 'publish-pypi', ({ steps }) => ({ steps: steps.toReversed() })),
    at: 'release.yml/publish-pypi/0',
    message: /token for PyPI before anything has proved.*"python-dist-identity"/,
  },
  {
    about: 'a proof that can be left out',
    mutation: inStep('release.yml', 'publish-pypi', 0, () => ({ if: variable('STRICT') })),
    at: 'release.yml/publish-pypi/1',
    message: /token for PyPI/,
  },
  {
    about: 'a proof that may fail',
    mutation: inStep('release.yml', 'publish-pypi', 0, () => ({ continueOnError: true })),
    at: 'release.yml/publish-pypi/1',
    message: /token for PyPI/,
  },
];
