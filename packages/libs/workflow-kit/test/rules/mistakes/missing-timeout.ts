import { type Fixture, inJob } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a job without a timeout',
    mutation: inJob('ci.yml', 'check', () => ({ timeoutMinutes: undefined })),
    at: 'ci.yml/check',
    message: /has no timeout; GitHub would end it after 360 minutes/,
  },
  {
    about: 'a job that is ended at once',
    mutation: inJob('ci.yml', 'check', () => ({ timeoutMinutes: 0 })),
    at: 'ci.yml/check',
    message: /a timeout of "0"/,
  },
];
