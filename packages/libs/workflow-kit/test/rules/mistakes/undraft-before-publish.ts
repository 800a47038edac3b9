import { github } from '../../../src/index.ts';
import { type Fixture, inJob } from '../mutation.ts';

const env = { GH_REPO: github.repository };

export const fixtures: readonly Fixture[] = [
  {
    about: 'a release that does not wait for one registry',
    mutation: inJob('release.yml', 'undraft', ({ needs }) => ({
      needs: needs.filter(({ job }) => job !== 'publish-pypi'),
    })),
    at: 'release.yml/undraft',
    message: /public without "publish-pypi" having succeeded/,
  },
  {
    about: 'a draft that is public from the start',
    mutation: inJob('release.yml', 'draft', ({ steps }) => ({
      steps: steps.map((step) => ({
        ...step,
        kind: 'run',
        env,
        script: 'gh release create "$TAG" \\\n  --verify-tag',
      })),
    })),
    at: 'release.yml/draft',
    message: /public without "provenance" having succeeded/,
  },
  {
    about: 'an upload after the release was made public',
    mutation: inJob('release.yml', 'undraft', ({ steps }) => ({
      steps: [
        ...steps,
        ...steps.map((step) => ({ ...step, kind: 'run', env, script: 'gh release upload "$TAG" notes.txt' })),
      ],
    })),
    at: 'release.yml/undraft/1',
    message: /publishes after the release was made public in the same job/,
  },
];
