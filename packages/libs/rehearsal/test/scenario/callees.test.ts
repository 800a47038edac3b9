import { programsOrSkip, toolOrSkip } from '@gatehouse/toolchain';
import { describe, expect, it } from 'vitest';
import {
  gateProduction,
  imageProduction,
  indexProduction,
  mergeProduction,
} from '../../../../../tools/rehearse/callees.ts';
import {
  CI_GREEN_SCENARIOS,
  IMAGE_SCENARIOS,
  INDEX_SCENARIOS,
  MERGE_SCENARIOS,
  playScenario,
} from '../../src/index.ts';
import { broken } from './broken.ts';

const act = await toolOrSkip('act');

describe.skipIf(act === undefined || !programsOrSkip(['curl'])).each([
  ['ci-green.yml', CI_GREEN_SCENARIOS, gateProduction],
  ['merge-manifests.yml', MERGE_SCENARIOS, mergeProduction],
  ['multiarch-image.yml', IMAGE_SCENARIOS, imageProduction],
  ['publish-indexes.yml', INDEX_SCENARIOS, indexProduction],
] as const)('the generated %s', (_, scenarios, production) => {
  it.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'in the scenario %s ends as that says, and whoever expects anything else is told',
    { timeout: 120_000 },
    async (_name, scenario) => {
      const { expect: right } = scenario;
      const { verdicts } = await playScenario(
        { ...scenario, expect: [...right, ...right.map(broken)] },
        production(act ?? ''),
      );
      const wrong = verdicts.slice(right.length, 2 * right.length);
      const others = verdicts.filter((verdict) => !wrong.includes(verdict));
      expect(others.filter(({ holds }) => !holds)).toEqual([]);
      expect(wrong.filter(({ holds }) => holds)).toEqual([]);
      expect(others.length).toBeGreaterThan(right.length);
    },
  );
});
