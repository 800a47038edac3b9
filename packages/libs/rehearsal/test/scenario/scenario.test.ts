import { describe, expect, it } from 'vitest';
import { toolOrSkip } from '../../../../../tools/toolchain/index.ts';
import { playScenario, VERSION_SCENARIOS } from '../../src/index.ts';
import { publishProduction } from '../engine/production.ts';

const act = await toolOrSkip('act');

/** Those that need most of the stage; the rehearsal plays them all. */
const PLAYED = ['second-attempt', 'writer-killed-late'];

describe.skipIf(act === undefined)('a scenario', () => {
  it.each(PLAYED)('%s ends as it says', async (name) => {
    const scenario = VERSION_SCENARIOS.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
    const seen: string[] = [];
    const record = await playScenario(scenario, await publishProduction(act ?? ''), {
      onJob: (run, job) => seen.push(`${run} ${job.id} ${job.result}`),
    });
    expect(record.verdicts.filter(({ holds }) => !holds)).toEqual([]);
    expect(record.passed).toBe(true);
    expect(seen).toContain('second update-manifests success');
  });
});
