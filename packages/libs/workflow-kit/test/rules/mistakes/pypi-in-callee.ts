import { type Fixture, inWorkflow } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'an upload in a workflow that others call',
    mutation: inWorkflow('release.yml', () => ({ call: { inputs: {}, outputs: {} } })),
    at: 'release.yml/publish-pypi/1',
    message: /uploads to PyPI from release\.yml, which others call/,
  },
];
