import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readScenario, VERSION_SCENARIOS } from '../../src/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenario-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

it.each(VERSION_SCENARIOS.filter(({ faults }) => faults === undefined))(
  '$name is the same from a file of YAML',
  async (scenario) => {
    expect(await readScenario(await file('scenario.yml', stringify(scenario)))).toEqual(scenario);
  },
);

it('a module exports it', async () => {
  const [scenario] = VERSION_SCENARIOS;
  const path = await file('scenario.mjs', `export const scenario = ${JSON.stringify(scenario)};`);
  expect(await readScenario(path)).toEqual(scenario);
});

const GOOD = { name: 'a', title: 'b', expect: [{ kind: 'commits', count: 1 }] };
const RUNS = [[{ name: 'one' }], [{ name: 'two', rerunOf: 'one' }]];

it.each([
  ['an unknown word', { ...GOOD, leggs: [] }, /leggs/],
  ['an unknown expectation', { ...GOOD, expect: [{ kind: 'commit' }] }, /expect\.0/],
  [
    'a result that there is not',
    { ...GOOD, expect: [{ kind: 'job', job: 'a', is: 'green' }] },
    /expect\.0\.is/,
  ],
  ['nothing to expect', { ...GOOD, expect: [] }, /expect: /],
  ['a fault without a kind', { ...GOOD, faults: [{ on: {} }] }, /faults\.0/],
  [
    'a second attempt of nothing',
    { ...GOOD, acts: RUNS.toReversed() },
    /the run "one"; by then there is none/,
  ],
  ['two runs of one name', { ...GOOD, acts: [[{ name: 'x' }, { name: 'x' }]] }, /two runs with the name "x"/],
  [
    'a word on a run that is not played',
    { ...GOOD, expect: [{ run: 'x', kind: 'conclusion', is: 'none' }] },
    /the run "x"/,
  ],
])('a file with %s is refused, and the place is named', async (_what, scenario, message) => {
  await expect(readScenario(await file('s.yml', stringify(scenario)))).rejects.toThrow(message);
});

it('a file that is not there is a mistake of the user', async () => {
  await expect(readScenario(join(folder, 'none.yml'))).rejects.toMatchObject({ code: 'BAD_SCENARIO' });
});
