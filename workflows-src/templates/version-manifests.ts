import { expr, github, inline, input } from '@gatehouse/workflow-kit';
import { versionManifests } from '../version-manifests.ts';

const FILTER = '.github/version-filter.yml';

/** For a repository of its own: it runs when the filter changes, and by hand. */
export const releaseVersions = inline(versionManifests, {
  file: 'release-versions.yml',
  name: 'Release versions',
  on: {
    push: { branches: ['main'], paths: [FILTER] },
    workflowDispatch: {
      inputs: {
        version: input.string({
          description: 'Full versions or globs such as `3.14.*`. Empty takes the filter file.',
        }),
        'release-types': input.string({
          description: 'Any of `alpha`, `beta`, `rc` and `stable`. Empty takes the filter file.',
        }),
        policy: input.string({
          description:
            'What may be published when legs fail: `require-all`, `allow-missing` or `at-least: N`.',
          default: 'allow-missing',
        }),
        'dry-run': input.boolean({ description: 'Build, and publish nothing.', default: false }),
      },
    },
  },
  // A run that starts before the one ahead of it has published would build the same versions again.
  concurrency: { group: expr`release-versions-${github.ref}`, queue: 'max' },
  inputs: {
    'filter-file': FILTER,
    arches: 'ppc64le s390x',
    'platform-versions': '22.04 24.04',
    policy: 'allow-missing',
  },
});
