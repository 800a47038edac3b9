import { programsOrSkip, toolOrSkip } from '@gatehouse/toolchain';
import { describe, expect, it } from 'vitest';
import { gateProduction } from '../../../../../tools/rehearse/ci-green.ts';
import { CI_GREEN_SCENARIOS, playScenario } from '../../src/index.ts';

const act = await toolOrSkip('act');

describe.skipIf(act === undefined || !programsOrSkip(['curl']))('the generated ci-green.yml', () => {
  it.concurrent.each(CI_GREEN_SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'in the scenario %s ends as that says',
    { timeout: 120_000 },
    async (_, scenario) => {
      const { verdicts } = await playScenario(scenario, gateProduction(act ?? ''));
      expect(verdicts.filter(({ holds }) => !holds)).toEqual([]);
      expect(verdicts.length).toBeGreaterThan(scenario.expect.length);
    },
  );
});
