import { randomInt } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from './case.ts';
import { playCase } from './play-case.ts';

/** Set `ORACLE_CASES` for more. */
const CASES = Number(process.env.ORACLE_CASES || 100_000);
/** Set `ORACLE_SEED` to play the cases of a run again; `random` takes a new seed. */
const GIVEN = process.env.ORACLE_SEED || '20261201';
const SEED = GIVEN === 'random' ? randomInt(2 ** 31) : Number(GIVEN);

test(
  `the gate passes only where the oracle does: ${CASES} cases of seed ${SEED}`,
  async () => {
    const tally = new Map<string, number>();
    const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { verdict, reason, objections } = await playCase(given);
        count(verdict);
        if (objections.length === 0) count('oracle');
        if (verdict === 'pass' && objections.length > 0) {
          throw new Error(`The gate passes (${reason}), the oracle does not: ${objections.join(', ')}.`);
        }
        if (verdict !== 'pass' && objections.length === 0)
          count(`false no: ${reason.replace(/\d+/g, 'N').slice(0, 120)}`);
      }),
      { seed: SEED, numRuns: CASES },
    );
    console.log(`seed ${SEED}:`, [...tally].toSorted(([, one], [, other]) => other - one).slice(0, 60));
    expect((tally.get('pass') ?? 0) / CASES).toBeGreaterThan(0.25);
  },
  30 * 60_000,
);
