import { join } from 'node:path';
import {
  ciGreenProduction,
  imagesProduction,
  indexesProduction,
  mergeManifestsProduction,
  type Production,
} from '@gatehouse/rehearsal';
import { readOwnActions, readPins, renderWorkflow, type Workflow } from '@gatehouse/workflow-kit';
import { ciGreen } from '../../workflows-src/ci-green.ts';
import { mergeManifests } from '../../workflows-src/merge-manifests.ts';
import { multiarchImage } from '../../workflows-src/multiarch-image.ts';
import { publishIndexes } from '../../workflows-src/publish-indexes.ts';
import { releaseFolder } from '../bundle/bundle.ts';
import { repositoryRoot } from '../repository.ts';
import { SLUG } from './workflow.ts';

const library = { slug: SLUG, folder: releaseFolder };

/** A release that calls the generated ci-green.yml with the bundled gate. */
export function gateProduction(act: string): Production {
  return ciGreenProduction({ act, library, workflow: onStage(ciGreen) });
}

/** A matrix behind which the generated merge-manifests.yml is called, with the bundled actions. */
export function mergeProduction(act: string): Production {
  return mergeManifestsProduction({ act, library, workflow: onStage(mergeManifests) });
}

/** A Dockerfile that the generated multiarch-image.yml builds for two platforms, with the bundled actions. */
export function imageProduction(act: string): Production {
  return imagesProduction({ act, library, workflow: onStage(multiarchImage) });
}

/** A matrix behind which the generated publish-indexes.yml is called, with the bundled actions. */
export function indexProduction(act: string): Production {
  return indexesProduction({ act, library, workflow: onStage(publishIndexes) });
}

function onStage(workflow: Workflow): string {
  return renderWorkflow(workflow, {
    root: repositoryRoot,
    generator: '@gatehouse/workflow-kit',
    target: { kind: 'stage', slug: SLUG, ref: 'stage' },
    pins: readPins(join(repositoryRoot, 'workflows-src', 'pins', 'action.yml')),
    actions: readOwnActions(join(repositoryRoot, 'packages', 'actions')),
  });
}
