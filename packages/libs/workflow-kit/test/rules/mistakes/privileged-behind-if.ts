import { access, eq } from '../../../src/index.ts';
import { type Fixture, inJob } from '../mutation.ts';

const when = eq(access('string', 'inputs', ['branch']), 'main');

export const fixtures: readonly Fixture[] = [
  {
    about: 'the only job that writes, behind an input',
    mutation: inJob('land.yml', 'update', () => ({ guard: { kind: 'derived', when } })),
    at: 'land.yml/update',
    message: /asks for \{ contents: write \}, which no other job does/,
  },
];
