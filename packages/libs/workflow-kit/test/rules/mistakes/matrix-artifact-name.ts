import { access } from '../../../src/expression/contexts.ts';
import { eq, expr, format, github, leg, toJSON, type Value, wholeLeg } from '../../../src/index.ts';
import { type Fixture, inJob, inStep, type Mutation } from '../mutation.ts';

/** Legs that are written out, of one version for two machines. */
const uploadingAs = (name: Value, version = '3.14.2'): Mutation =>
  inJob('ci.yml', 'test', ({ matrix, steps }) => ({
    matrix: {
      ...matrix,
      over: [
        { os: 'linux', runner: 'ubuntu-24.04', version },
        { os: 'windows', runner: 'windows-2025', version: '3.14.2' },
      ],
    },
    steps: steps.map((step, at) =>
      at === 2 ? { ...step, with: { name, path: expr`out/${leg('os')}.log` } } : step,
    ),
  }));

const strategyIndex = access('number', 'strategy', ['job-index']);

export const fixtures: readonly Fixture[] = [
  {
    about: 'one name for all legs',
    mutation: inStep('ci.yml', 'test', 2, () => ({ with: { name: 'results', path: 'out' } })),
    at: 'ci.yml/test/2',
    message: /Every leg of "test" uploads its artifact as results: GitHub refuses all but the first \(409\)/,
  },
  {
    about: 'the name that GitHub takes where none is given',
    mutation: inStep('ci.yml', 'test', 2, () => ({ with: { path: 'out' } })),
    at: 'ci.yml/test/2',
    message: /as artifact: /,
  },
  {
    about: 'a value of the run, with what takes the place of the first',
    mutation: inStep('ci.yml', 'test', 2, () => ({
      with: { name: github.sha, path: 'out', overwrite: true },
    })),
    at: 'ci.yml/test/2',
    message: /with "overwrite" the last one is left/,
  },
  {
    about: 'a value that two of the legs have',
    mutation: uploadingAs(expr`logs-${leg('version')}-${github.sha}`),
    at: 'ci.yml/test/2',
    message:
      /^Legs of "test" upload their artifacts under one name, logs-.*: GitHub refuses all but the first/,
  },
];

export const harmless: readonly Mutation[] = [
  uploadingAs(expr`logs-${leg('version')}`, '3.14.1'),
  uploadingAs(expr`logs-${leg('version')}-${leg('os')}`),
  uploadingAs(expr`logs-${leg('version')}-${strategyIndex}`),
  uploadingAs(expr`logs-${format('{0}', toJSON(wholeLeg))}`),
  inStep('ci.yml', 'test', 2, (step) => ({ ...step, with: { name: expr`x-${strategyIndex}`, path: 'out' } })),
  inStep('ci.yml', 'test', 2, () => ({ with: { name: 'x', path: 'out' }, if: eq(leg('os'), 'linux') })),
];
