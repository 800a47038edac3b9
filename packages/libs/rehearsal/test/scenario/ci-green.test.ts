import { programsOrSkip, toolOrSkip } from '@gatehouse/toolchain';
import { describe, expect, it } from 'vitest';
import { gateProduction } from '../../../../../tools/rehearse/ci-green.ts';
import { CI_GREEN_SCENARIOS, playScenario } from '../../src/index.ts';
import { broken } from './broken.ts';

const act = await toolOrSkip('act');

describe.skipIf(act === undefined || !programsOrSkip(['curl']))('the generated ci-green.yml', () => {
  it.concurrent.each(CI_GREEN_SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'in the scenario %s ends as that says, and whoever expects anything else is told',
    { timeout: 120_000 },
    async (_, scenario) => {
      const { expect: right } = scenario;
      const { verdicts } = await playScenario(
        { ...scenario, expect: [...right, ...right.map(broken)] },
        gateProduction(act ?? ''),
      );
      const wrong = verdicts.slice(right.length, 2 * right.length);
      const others = verdicts.filter((verdict) => !wrong.includes(verdict));
      expect(others.filter(({ holds }) => !holds)).toEqual([]);
      expect(wrong.filter(({ holds }) => holds)).toEqual([]);
      expect(others.length).toBeGreaterThan(right.length);
    },
  );
});
