import { type Fixture, inJob } from '../mutation.ts';

const over = Array.from({ length: 257 }, (_, os) => ({ os, runner: 'ubuntu-24.04' }));

export const fixtures: readonly Fixture[] = [
  {
    about: '257 legs',
    mutation: inJob('ci.yml', 'test', ({ matrix }) => ({ matrix: { ...matrix, over } })),
    at: 'ci.yml/test',
    message: /makes 257 jobs; GitHub takes 1 to 256/,
  },
];
