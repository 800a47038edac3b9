import type { CiGreen } from './ci-green.ts';
import type { MergeManifests } from './merge-manifests.ts';
import type { VersionManifests } from './version-manifests.ts';

// Written from workflows-src by packages/cli/test/own-workflows.test.ts; `vitest run` with that file and -u writes it anew.

/** The callable workflows of the library, by name. */
export interface OwnWorkflows {
  readonly 'ci-green': CiGreen;
  readonly 'merge-manifests': MergeManifests;
  readonly 'version-manifests': VersionManifests;
}
