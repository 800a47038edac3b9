import { programsOrSkip, SCRIPT_PROGRAMS, toolOrSkip } from '@gatehouse/toolchain';
import { describe, expect, it } from 'vitest';
import { rehearsalProduction } from '../../../../../tools/rehearse/production.ts';
import { playScenario, VERSION_SCENARIOS } from '../../src/index.ts';
import { broken } from './broken.ts';

const act = await toolOrSkip('act');

/** Those that need most of the stage; `npm run rehearse -- --all` plays every one. */
const PLAYED = ['dry-run', 'second-attempt', 'writer-killed-late', 'bad-day'];

describe.skipIf(act === undefined || !programsOrSkip(SCRIPT_PROGRAMS))('the generated workflow', () => {
  it.each(PLAYED)(
    'in the scenario %s ends as that says, and whoever expects anything else is told',
    { timeout: 180_000 },
    async (name) => {
      const scenario = VERSION_SCENARIOS.find((one) => one.name === name);
      if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
      const { expect: right } = scenario;
      const production = await rehearsalProduction({ act });
      const record = await playScenario(
        { ...scenario, expect: [...right, ...right.map(broken)] },
        production,
      );
      const { verdicts } = record;
      const wrong = verdicts.slice(right.length, 2 * right.length);
      const others = verdicts.filter((verdict) => !wrong.includes(verdict));
      expect(others.filter(({ holds }) => !holds)).toEqual([]);
      expect(wrong.filter(({ holds }) => holds)).toEqual([]);
      expect(record.passed).toBe(false);
      const runs = scenario.acts?.flat().length ?? 1;
      // The branch, the stage itself, each planned file and their number, and two for each run.
      expect(others).toHaveLength(right.length + 7 + 2 * runs);
    },
  );
});
