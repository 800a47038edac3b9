import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../../tools/repository.ts';
import { parsePins, readPins } from '../src/index.ts';
import { CATALOGUE } from './options.ts';

const path = '/repository/workflows-src/pins/action.yml';

test('a pin is found by the name of its action', () => {
  expect(parsePins(CATALOGUE, path).get('actions/checkout')).toEqual({
    action: 'actions/checkout',
    commit: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    version: 'v7.0.1',
    at: { file: path, line: 4 },
  });
});

test.each([
  ['a tag', 'actions/checkout@v7'],
  ['a short commit', 'actions/checkout@3d3c42e # v7.0.1'],
  ['a moving version', 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7'],
  ['no version', 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1'],
  ['two commits', 'actions/checkout@3d3c42e@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1'],
  ['a path', './checkout'],
])('%s is refused with its line', (_, uses) => {
  const text = `${CATALOGUE}    - uses: ${uses}\n`;
  expect(() => parsePins(text, path)).toThrow(
    /^\/repository\/workflows-src\/pins\/action\.yml:6: Found the pin "/,
  );
});

test('an action that is pinned twice is refused with both lines', () => {
  const again = `${CATALOGUE}    - uses: actions/checkout@${'a'.repeat(40)} # v8.0.0\n`;
  expect(() => parsePins(again, path)).toThrow(/:6: actions\/checkout is pinned twice, first in line 4/);
});

test.each([
  ['no list', 'runs: {}\n', /:1: The catalogue of pins has no list/],
  ['a step of another kind', `${CATALOGUE}    - run: true\n`, /:6: A step of the catalogue has no "uses"/],
  ['no YAML', 'runs: [\n', /:\d: The catalogue of pins is no YAML/],
])('a catalogue with %s is refused', (_, text, message) => {
  expect(() => parsePins(text, path)).toThrow(message);
});

test('the catalogue of this repository holds full pins in the order of their names', () => {
  const catalogue = join(repositoryRoot, 'workflows-src', 'pins', 'action.yml');
  const names = [...readPins(catalogue).keys()];
  expect(names).toEqual([...names].sort());
  expect(names).toContain('actions/checkout');
  // What Dependabot and Renovate look for: one line each, with the version as its comment.
  const lines = readFileSync(catalogue, 'utf8').match(/^ +- uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm);
  expect(lines).toHaveLength(names.length);
});
