import { BUDGET } from '../bundle/budget.ts';
import { bundle } from '../bundle/bundle.ts';
import type { Bench } from './reading.ts';

/** What a job downloads for `uses:`, and what each entry loads of it. */
export const bench: Bench = {
  title: 'size of a release',
  async run() {
    const { weights } = await bundle();
    return [
      { what: 'archive', found: weights.archive, unit: 'bytes', target: BUDGET.archive },
      {
        what: 'code without the heavy packages',
        found: weights.codeWithoutHeavy,
        unit: 'bytes',
        target: BUDGET.codeWithoutHeavy,
      },
      ...weights.entries.map(({ action, bytes }) => ({
        what: `${action}, loaded at its start`,
        found: bytes,
        unit: 'bytes' as const,
      })),
    ];
  },
};
