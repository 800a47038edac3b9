import type { CiGreen } from './ci-green.ts';
import type { MergeManifests } from './merge-manifests.ts';
import type { MultiarchImage } from './multiarch-image.ts';
import type { PublishIndexes } from './publish-indexes.ts';
import type { VersionManifests } from './version-manifests.ts';

// Generated from workflows-src by npm run docs. Do not edit.

/** The callable workflows of the library, by name. */
export interface OwnWorkflows {
  readonly 'ci-green': CiGreen;
  readonly 'merge-manifests': MergeManifests;
  readonly 'multiarch-image': MultiarchImage;
  readonly 'publish-indexes': PublishIndexes;
  readonly 'version-manifests': VersionManifests;
}
