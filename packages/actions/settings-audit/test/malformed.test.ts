import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  declared,
  EXPECTED,
  isBug,
  isStructure,
  nameOf,
  placesOf,
  playWith,
  replaced,
  valuesIn,
  WORLD,
} from './places.ts';
import { against, play } from './play.ts';

it('the repository passes as it is', async () => {
  const result = await play(EXPECTED, WORLD);
  expect([result.verdict, against(result)]).toEqual(['pass', []]);
});

it('a list or an object that is something else is never as declared, and never a bug', async () => {
  const structures = (await placesOf()).filter(isStructure);
  const passed: string[] = [];
  for (const place of structures) {
    for (const other of [null, 'x', Array.isArray(place.value) ? {} : []]) {
      const { verdict, error } = await playWith(place, other);
      if (verdict === 'pass' || isBug(error)) passed.push(nameOf(place, other));
    }
  }
  expect([structures.length > 40, passed]).toEqual([true, []]);
});

it('a snapshot of malformed answers is never a bug', async () => {
  const structures = (await placesOf({ snapshot: 'true' })).filter(isStructure);
  const bugs: string[] = [];
  for (const place of structures) {
    const { error } = await playWith(place, null, { snapshot: 'true' });
    if (isBug(error)) bugs.push(nameOf(place, null));
  }
  expect([structures.length > 40, bugs]).toEqual([true, []]);
});

it.each(['', '..', '\ud800'])(
  'a snapshot of an environment that GitHub calls %j says what it could not see',
  async (name) => {
    const place = { path: '/repos/octo/widgets/environments', way: ['environments', 0, 'name'], value: '' };
    const { outputs, error } = await playWith(place, name, { snapshot: 'true' });
    expect([error, outputs.current]).toEqual([
      undefined,
      expect.stringContaining('# Not to be seen: "environments: GitHub answered with something else'),
    ]);
  },
);

const HOSTILE = 'x\n::error::x\r::error::x ##[error]x](y)<b>|';
const commands = (text: string) => text.match(/^\s*::.*|##\[.*/gm) ?? [];

it('no text of GitHub is a command to the runner', async () => {
  const found: string[] = [];
  const texts = (await placesOf()).filter(({ value }) => typeof value === 'string');
  for (const place of texts) {
    const { log, message, summary } = await playWith(place, HOSTILE);
    if (commands([...log, message, summary].join('\n')).length > 0) found.push(nameOf(place, ''));
  }
  expect([texts.length > 25, found]).toEqual([true, []]);
});

it('no text of the expectation file is a command to the runner', async () => {
  const bad: string[] = [];
  const texts = valuesIn(declared).filter(({ value }) => typeof value === 'string');
  for (const { way } of texts) {
    for (const world of [WORLD, {}]) {
      const { log, message, summary } = await play(stringify(replaced(declared, way, HOSTILE)), world);
      if (commands([...log, message, summary].join('\n')).length > 0) bad.push(way.join('.'));
    }
  }
  expect([texts.length > 15, bad]).toEqual([true, []]);
});

it('no name in the expectation file is a command to the runner', async () => {
  const bad: string[] = [];
  const sections = ['environments', 'rulesets', 'branches', 'workflows'] as const;
  for (const section of sections) {
    const [inner] = Object.values(declared[section]);
    for (const name of [HOSTILE, 'x ##[error]x.yml']) {
      const { log, message, summary } = await play(stringify({ [section]: { [name]: inner } }), WORLD);
      if (commands([...log, message, summary].join('\n')).length > 0) bad.push(section);
    }
  }
  expect(bad).toEqual([]);
});
