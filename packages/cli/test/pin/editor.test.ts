import { expect, test } from 'vitest';
import { completionsAt, mistakesIn } from '../editor.ts';

/** A source of this repository, with the pins that its catalogue has. */
const text = `import { uses } from '@gatehouse/workflow-kit';
import { pins } from '../../../../workflows-src/pins/index.ts';

export const steps = [
  uses(pins.setupNode, { id: 'node', with: { 'node-version': '24' } }),
  uses(pins.uploadArtifact, { with: { path: 'dist' } }),
];
`;

test('an editor has nothing against the inputs that a pinned action declares', () => {
  expect(mistakesIn(text)).toEqual([]);
});

test.each([
  ['an input that is not there', "'node-version'", "'node-versoin'", /'node-versoin'+ does not exist/],
  ['an input that must be given', "path: 'dist'", "name: 'dist'", /'path' is missing/],
  [
    'nothing where something must be given',
    ", { with: { path: 'dist' } }",
    '',
    /Expected 2 arguments|not assignable/,
  ],
  ['an action that is not pinned', 'pins.setupNode', 'pins.setupNoed', /'setupNoed' does not exist/],
])('an editor marks %s', (_, right, wrong, message) => {
  expect(mistakesIn(text.replace(right, wrong)).join('\n')).toMatch(message);
});

test.each([
  ['the pinned actions', 'pins.setupNode', 'pins.', ['checkout', 'downloadArtifact', 'setupNode']],
  ['the inputs of a pinned action', "'node-version'", '', ['cache', 'node-version-file', 'registry-url']],
])('an editor completes %s', (_, place, typed, names) => {
  expect(completionsAt(text, text.indexOf(place) + typed.length)).toEqual(expect.arrayContaining(names));
});
