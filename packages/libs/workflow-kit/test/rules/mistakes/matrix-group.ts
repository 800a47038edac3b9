import { expr, leg } from '../../../src/index.ts';
import { type Fixture, inJob } from '../mutation.ts';

const single = { queue: 'max', cancelInProgress: false } as const;

export const fixtures: readonly Fixture[] = [
  {
    about: 'legs in one group',
    mutation: inJob('land.yml', 'build', () => ({ concurrency: { ...single, group: 'legs' } })),
    at: 'land.yml/build',
    message: /share the group "legs".*such as matrix\.key/,
  },
  {
    about: 'two legs that differ in case only',
    mutation: inJob('ci.yml', 'test', ({ matrix }) => ({
      concurrency: { ...single, group: expr`legs-${leg('arch')}` },
      matrix: {
        ...matrix,
        over: [
          { os: 'linux', runner: 'a', arch: 'ARM' },
          { os: 'windows', runner: 'b', arch: 'arm' },
        ],
      },
    })),
    at: 'ci.yml/test',
    message: /such as matrix\.os/,
  },
];
