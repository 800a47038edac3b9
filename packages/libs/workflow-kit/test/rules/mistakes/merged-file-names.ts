import { expr, leg } from '../../../src/index.ts';
import { type Fixture, inStep } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a file of one name from every leg',
    mutation: inStep('ci.yml', 'test', 2, () => ({
      with: { name: expr`logs-${leg('os')}`, path: 'out/a.txt\nout/test.log' },
    })),
    at: 'ci.yml/report/0',
    message: /each hold a\.txt: one of them is left/,
  },
];
