import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOwnActions, readPins, renderWorkflow, type Target } from '@gatehouse/workflow-kit';
import { versionManifests } from '../../workflows-src/version-manifests.ts';
import { repositoryRoot } from '../repository.ts';

/** The workflow that is rehearsed, by its file in `.github/workflows`. */
export const FILE = versionManifests.file;

/** `owner/name` of this repository, as it stands in `uses:`. */
export const SLUG: string = JSON.parse(
  readFileSync(join(repositoryRoot, 'package.json'), 'utf8'),
).repository.replace(/^github:/, '');

/** The text of the workflow, straight from its source. */
export function renderFor(target: Target): string {
  return renderWorkflow(versionManifests, {
    root: repositoryRoot,
    generator: '@gatehouse/workflow-kit',
    target,
    pins: readPins(join(repositoryRoot, 'workflows-src', 'pins', 'action.yml')),
    actions: readOwnActions(join(repositoryRoot, 'packages', 'actions')),
  });
}
