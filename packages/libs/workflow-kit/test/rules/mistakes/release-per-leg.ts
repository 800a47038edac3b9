import { expr, github, leg, resource, type Values } from '../../../src/index.ts';
import { type Fixture, inJob, type Mutation } from '../mutation.ts';

/** The resource is named after the leg, which keeps no leg apart from another that makes the same release. */
const release = resource('release', github.ref_name, leg('arch'));

const creating = (script: string, env: Values): Mutation =>
  inJob('land.yml', 'build', ({ steps }) => ({
    writes: release,
    concurrency: { group: release.group, queue: 'max', cancelInProgress: false },
    steps: steps.map((step, at) =>
      at === 1
        ? { ...step, kind: 'run', script, outputs: [], env: { GH_REPO: github.repository, ...env } }
        : step,
    ),
  }));

/** The same where the legs are written out, each with its tag. */
const creatingFor = (...tags: readonly string[]): Mutation => {
  const { apply, touches } = creating('gh release create "$TAG" --draft', { TAG: expr`v${leg('tag')}` });
  const over = tags.map((tag, at) => ({ key: `${at}`, arch: `arch-${at}`, tag }));
  const written = inJob('land.yml', 'build', ({ matrix }) => ({ matrix: { ...matrix, over } }));
  return { touches, apply: (sources) => written.apply(apply(sources)) };
};

export const fixtures: readonly Fixture[] = [
  {
    about: 'legs that each make the release of the tag',
    mutation: creating('gh release create "$TAG" --draft', { TAG: github.ref_name }),
    at: 'land.yml/build/1',
    message: /Every leg of "build" makes the release, whatever resource the job names/,
  },
  {
    about: 'legs that each make a release of a tag that nothing is known of',
    mutation: creating('tag=$(cat tag)\ngh release create "$tag" --draft', { ARCH: leg('arch') }),
    at: 'land.yml/build/1',
    message: /Make the release in one job/,
  },
  {
    about: 'legs of which two make the release of one tag',
    mutation: creatingFor('1.2.3', '1.2.4', '1.2.3'),
    at: 'land.yml/build/1',
    message: /^Legs of "build" make one release together/,
  },
];

export const harmless: readonly Mutation[] = [
  creatingFor('1.2.3', '1.2.4'),
  creating('gh release create "$TAG" --draft', { TAG: expr`v${leg('version')}` }),
];
