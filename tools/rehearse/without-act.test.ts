import { playScenario, VERSION_SCENARIOS } from '@gatehouse/rehearsal';
import { expect, test } from 'vitest';
import { rehearsalProduction } from './production.ts';
import { isPlain, reduced } from './without-act.ts';

test('without act, the actions alone show what becomes of a bad day', { timeout: 90_000 }, async () => {
  const scenario = VERSION_SCENARIOS.find(({ name }) => name === 'bad-day');
  if (scenario === undefined) throw new Error('There is no scenario bad-day.');
  const table: (string | undefined)[][] = [];
  const production = await rehearsalProduction({
    act: undefined,
    onCoverage: (rows) => table.push(...rows.map(({ leg, found }) => [leg, found])),
  });
  const { verdicts } = await playScenario(reduced(scenario), production);
  expect(verdicts.filter(({ holds }) => !holds)).toEqual([]);
  expect(verdicts.map(({ what }) => what)).toContain('the leg s390x 22.04');
  expect(table).toEqual([
    ['built', 'python-3.14.7-linux-22.04-ppc64le.tar.gz'],
    ['built', 'python-3.14.7-linux-24.04-ppc64le.tar.gz'],
    ['failed', undefined],
    ['built', 'python-3.14.7-linux-24.04-s390x.tar.gz'],
  ]);
});

test('what needs a second attempt, a kill or a release is not pretended', () => {
  const left = VERSION_SCENARIOS.filter((scenario) => !isPlain(scenario)).map(({ name }) => name);
  expect(left).toEqual([
    'dry-run',
    'release-refused',
    'second-attempt',
    'writer-killed',
    'writer-killed-late',
  ]);
});
