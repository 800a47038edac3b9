import { describe, expect, test } from 'vitest';
import {
  type CallJob,
  calleeReference,
  type Job,
  local,
  ownWorkflow,
  parsePins,
  stepReference,
  type Target,
  uses,
  workflow,
} from '../src/index.ts';
import { CATALOGUE, minimal } from './options.ts';

const release = { slug: 'acme/library', commit: 'c0'.repeat(20), version: 'v1.2.3' };
const targets: Readonly<Record<string, Target>> = {
  home: { kind: 'github.com' },
  elsewhere: { kind: 'github.com', release },
  ghes: { kind: 'ghes', release },
  stage: { kind: 'stage', slug: 'acme/library', ref: 'here' },
};
const commit = 'b2'.repeat(20);
const pins = parsePins(`${CATALOGUE}    - uses: acme/tools@${commit} # v2.0.0\n`, '/pins/action.yml');

const image = `docker://alpine@sha256:${'a'.repeat(64)}`;

test.each([
  ['home', '$/.github/workflows/version-manifests.yml', undefined],
  ['elsewhere', `acme/library/.github/workflows/version-manifests.yml@${release.commit}`, 'v1.2.3'],
  ['ghes', `acme/library/.github/workflows/version-manifests.yml@${release.commit}`, 'v1.2.3'],
  ['stage', 'acme/library/.github/workflows/version-manifests.yml@here', undefined],
] as const)('a workflow of the library is named for %s as its actions are', (target, text, comment) => {
  const callee = ownWorkflow('version-manifests');
  expect(calleeReference(callee, targets[target] ?? { kind: 'github.com' }, pins)).toEqual({ text, comment });
});

test.each([
  ['home', '$/actions/build'],
  ['elsewhere', '$/actions/build'],
  ['ghes', './actions/build'],
  ['stage', './actions/build'],
] as const)('an action of the repository itself is named for %s by its path', (target, text) => {
  const found = stepReference(local('actions/build'), targets[target] ?? { kind: 'github.com' }, pins);
  expect(found).toEqual({ text, comment: undefined });
});

test('an image stands as it is, with its digest', () => {
  expect(stepReference(uses(image), { kind: 'github.com' }, pins)).toEqual({
    text: image,
    comment: undefined,
  });
});

describe('a workflow of another repository', () => {
  const referenceOf = (called: string) => {
    const [job] = workflow({
      ...minimal,
      jobs: (build) => {
        build.call('call', { workflow: called, permissions: {} });
      },
    }).jobs;
    return calleeReference(calls(job), { kind: 'github.com' }, pins);
  };
  const path = 'acme/tools/.github/workflows/x.yml';

  test.each([path, `${path}@${commit}`])('is pinned as the catalogue pins its repository: %s', (called) => {
    expect(referenceOf(called)).toEqual({ text: `${path}@${commit}`, comment: 'v2.0.0' });
  });

  test('at another commit stays there, for the rules to judge', () => {
    const other = `${path}@${'d4'.repeat(20)}`;
    expect(referenceOf(other)).toEqual({ text: other, comment: undefined });
  });

  test('that the catalogue does not know stays as it is', () => {
    const slsa = 'slsa-framework/slsa-github-generator/.github/workflows/x.yml@v2.1.0';
    expect(referenceOf(slsa)).toEqual({ text: slsa, comment: undefined });
  });
});

test('an action in a folder of a pinned repository is pinned with it', () => {
  expect(stepReference(uses('acme/tools/setup'), { kind: 'github.com' }, pins)).toEqual({
    text: `acme/tools/setup@${commit}`,
    comment: 'v2.0.0',
  });
});

function calls(job: Job | undefined): CallJob['calls'] {
  if (job?.kind === 'call') return job.calls;
  throw new Error('The sample calls nothing.');
}
