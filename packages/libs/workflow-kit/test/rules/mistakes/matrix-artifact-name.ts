import { access } from '../../../src/expression/contexts.ts';
import { eq, expr, github, leg } from '../../../src/index.ts';
import { type Fixture, inStep, type Mutation } from '../mutation.ts';

const strategyIndex = access('number', 'strategy', ['job-index']);

export const fixtures: readonly Fixture[] = [
  {
    about: 'one name for all legs',
    mutation: inStep('ci.yml', 'test', 2, () => ({ with: { name: 'results', path: 'out' } })),
    at: 'ci.yml/test/2',
    message: /Every leg of "test" uploads its artifact as results: GitHub refuses all but the first \(409\)/,
  },
  {
    about: 'the name that GitHub takes where none is given',
    mutation: inStep('ci.yml', 'test', 2, () => ({ with: { path: 'out' } })),
    at: 'ci.yml/test/2',
    message: /as artifact: /,
  },
  {
    about: 'a value of the run, with what takes the place of the first',
    mutation: inStep('ci.yml', 'test', 2, () => ({
      with: { name: github.sha, path: 'out', overwrite: true },
    })),
    at: 'ci.yml/test/2',
    message: /with "overwrite" the last one is left/,
  },
];

export const harmless: readonly Mutation[] = [
  inStep('ci.yml', 'test', 2, (step) => ({ ...step, with: { name: expr`x-${strategyIndex}`, path: 'out' } })),
  inStep('ci.yml', 'test', 2, () => ({ with: { name: 'x', path: 'out' }, if: eq(leg('os'), 'linux') })),
];
