import type { CiGreenGate } from './ci-green-gate.ts';
import type { ImagePublish } from './image-publish.ts';
import type { ManifestMerge } from './manifest-merge.ts';
import type { ManifestPart } from './manifest-part.ts';
import type { RetryRun } from './retry-run.ts';
import type { SelectPlatforms } from './select-platforms.ts';
import type { SelectVersions } from './select-versions.ts';
import type { SettingsAudit } from './settings-audit.ts';
import type { TagGuard } from './tag-guard.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

/** The actions of the library, by name. */
export interface OwnActionTypes {
  /** Fails unless the workflows, checks and statuses that you name have passed for exactly this commit. */
  readonly 'ci-green-gate': CiGreenGate;
  /** Publishes multi-platform images by digest, then their tags, and only if no platform is lost. */
  readonly 'image-publish': ImagePublish;
  /** Merges the parts of all legs into version manifests and lands them in exactly one commit. */
  readonly 'manifest-merge': ManifestMerge;
  /** Writes and uploads the part of one leg, from the archives it built or from the assets of a release. */
  readonly 'manifest-part': ManifestPart;
  /** Runs a command against a deadline and retries it only when the failure is transient. */
  readonly 'retry-run': RetryRun;
  /** Plans the matrix of a multi-platform image, one leg for each platform, with its runner. */
  readonly 'select-platforms': SelectPlatforms;
  /** Plans a matrix of versions to build, every row written out, from a filter and an upstream manifest. */
  readonly 'select-versions': SelectVersions;
  /** Checks a repository's settings against a file of expected values. Fails if any setting differs or can't be read. */
  readonly 'settings-audit': SettingsAudit;
  /** Decides whether a tag is a release, strictly by SemVer. Fails if a listed file has another version. */
  readonly 'tag-guard': TagGuard;
}

/** The name of an action of the library. */
export type OwnActionName = keyof OwnActionTypes;
