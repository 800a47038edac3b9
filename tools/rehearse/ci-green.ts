import { join } from 'node:path';
import { ciGreenProduction, type Production } from '@gatehouse/rehearsal';
import { readOwnActions, readPins, renderWorkflow } from '@gatehouse/workflow-kit';
import { ciGreen } from '../../workflows-src/ci-green.ts';
import { releaseFolder } from '../bundle/bundle.ts';
import { repositoryRoot } from '../repository.ts';
import { SLUG } from './workflow.ts';

/** A release that calls the generated ci-green.yml with the bundled gate. */
export function gateProduction(act: string): Production {
  const workflow = renderWorkflow(ciGreen, {
    root: repositoryRoot,
    generator: '@gatehouse/workflow-kit',
    target: { kind: 'stage', slug: SLUG, ref: 'stage' },
    pins: readPins(join(repositoryRoot, 'workflows-src', 'pins', 'action.yml')),
    actions: readOwnActions(join(repositoryRoot, 'packages', 'actions')),
  });
  return ciGreenProduction({ act, library: { slug: SLUG, folder: releaseFolder }, workflow });
}
