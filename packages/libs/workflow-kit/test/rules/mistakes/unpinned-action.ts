import { type Fixture, inCall, inStep, withPins } from '../mutation.ts';

const slsa = 'slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml';
const commit = '0123456789abcdef0123456789abcdef01234567';
const calls = (uses: string) => () => ({ calls: { kind: 'reference', uses } });

export const fixtures: readonly Fixture[] = [
  {
    about: 'an action at a tag',
    mutation: inStep('ci.yml', 'test', 0, () => ({ action: 'actions/checkout@v7' })),
    at: 'ci.yml/test/0',
    message: /says "actions\/checkout@v7"\. Expected "actions\/checkout"/,
  },
  {
    about: 'an action that nobody listed',
    mutation: inStep('release.yml', 'publish-crate', 1, () => ({ action: 'actions/download-artefact' })),
    at: 'release.yml/publish-crate/1',
    message: /is not in the catalogue of pins.*Did you mean "actions\/download-artifact"\?/,
  },
  {
    about: 'a catalogue that pins a branch',
    mutation: withPins((pins) => {
      const name = 'pypa/gh-action-pypi-publish';
      const pin = pins.get(name);
      return pin === undefined ? pins : new Map([...pins, [name, { ...pin, commit: 'release/v1' }]]);
    }),
    at: 'release.yml/publish-pypi/1',
    message: /The catalogue pins .* at "release\/v1"/,
  },
  {
    about: 'the SLSA generator at a commit',
    mutation: inCall('release.yml', 'provenance', calls(`${slsa}@${commit}`)),
    at: 'release.yml/provenance',
    message: /Expected its tag vX\.Y\.Z/,
  },
  {
    about: 'a workflow of others at a branch',
    mutation: inCall('release.yml', 'provenance', calls('a/b/.github/workflows/c.yml@main')),
    at: 'release.yml/provenance',
    message: /Expected "a\/b\/\.github\/workflows\/c\.yml": the catalogue of pins says which commit/,
  },
  {
    about: 'a workflow of others at a commit that nobody listed',
    mutation: inCall('release.yml', 'provenance', calls(`a/b/.github/workflows/c.yml@${commit}`)),
    at: 'release.yml/provenance',
    message: /"a\/b\/\.github\/workflows\/c\.yml" is not in the catalogue/,
  },
  {
    about: 'a workflow of others that nobody listed, without a commit',
    mutation: inCall('release.yml', 'provenance', calls('a/b/.github/workflows/c.yml')),
    at: 'release.yml/provenance',
    message: /"a\/b\/\.github\/workflows\/c\.yml" is not in the catalogue/,
  },
  {
    about: 'a workflow of a pinned repository at another commit',
    mutation: inCall(
      'release.yml',
      'provenance',
      calls(`actions/checkout/.github/workflows/c.yml@${commit}`),
    ),
    at: 'release.yml/provenance',
    message: /is called at 0123456789.*the catalogue of pins says 3d3c42e5.*Leave it out here/,
  },
  {
    about: 'the SLSA generator without its tag',
    mutation: inCall('release.yml', 'provenance', calls(slsa)),
    at: 'release.yml/provenance',
    message: /called at "no version"\. Expected its tag vX\.Y\.Z/,
  },
  {
    about: 'an image at a tag',
    mutation: inStep('ci.yml', 'test', 0, () => ({ action: 'docker://alpine:3.22' })),
    at: 'ci.yml/test/0',
    message: /"docker:\/\/alpine:3\.22" can be another image tomorrow/,
  },
];
