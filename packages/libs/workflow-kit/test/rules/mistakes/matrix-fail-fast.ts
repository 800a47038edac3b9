import { type Fixture, inJob } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a leg that ends the others',
    mutation: inJob('land.yml', 'build', ({ matrix }) => ({ matrix: { ...matrix, failFast: true } })),
    at: 'land.yml/build',
    message: /failFast: true/,
  },
];
