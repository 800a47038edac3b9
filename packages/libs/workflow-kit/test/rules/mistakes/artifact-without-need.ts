import { type Fixture, inJob, inStep, type Mutation } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a download that does not wait for the legs',
    mutation: inJob('ci.yml', 'report', () => ({ needs: [] })),
    at: 'ci.yml/report/0',
    message: /downloads what "test" uploads, but the job does not wait for "test"/,
  },
  {
    about: 'a download of everything, next to an upload that has no name of its own',
    mutation: inJob('ci.yml', 'check', ({ steps }) => ({
      steps: steps.map((step) => ({
        ...step,
        kind: 'third-party',
        action: 'actions/download-artifact',
        with: {},
      })),
    })),
    at: 'ci.yml/check/0',
    message: /Add it to "needs"/,
  },
  {
    about: 'a download by a name that the legs may have',
    mutation: inStep('ci.yml', 'check', 2, () => ({
      action: 'actions/download-artifact',
      with: { name: 'logs-linux' },
    })),
    at: 'ci.yml/check/2',
    message: /downloads what "test" uploads/,
  },
];

export const harmless: readonly Mutation[] = [
  inStep('ci.yml', 'check', 2, () => ({ action: 'actions/download-artifact', with: { name: 'docs-linux' } })),
  inStep('ci.yml', 'check', 2, () => ({
    action: 'actions/download-artifact',
    with: { name: 'logs-linux', 'run-id': '7' },
  })),
];
