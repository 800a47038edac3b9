import type { ActionLibrary } from '../../engine/workflow-run.ts';
import { json, type Route, route } from '../../route.ts';
import type { Production } from '../production.ts';
import type { LegTrouble } from '../scenario.ts';
import { CALLER_FILE, callerFor } from './caller.ts';
import { IMAGE_PATH } from './image-registry.ts';

export interface ImagesOptions {
  readonly act: string;
  readonly library: ActionLibrary;
  /** The text of the generated workflow, rendered for the stage. */
  readonly workflow: string;
}

const FILE = 'multiarch-image.yml';
const FILES = { Dockerfile: 'FROM scratch\nCOPY . /widgets\n' };
/** Where the stand-in for docker's build asks what becomes of it. */
const BUILDS = { STAGE_BUILDS: '/builds' };

/** A repository with a Dockerfile that calls multiarch-image.yml for two platforms. */
export function imagesProduction({ act, library, workflow }: ImagesOptions): Production {
  return {
    act,
    library,
    workflow: { kind: 'call', file: FILE },
    workflows: { [FILE]: workflow },
    repository: IMAGE_PATH,
    files: FILES,
    inputs: (stage) => {
      const { host } = new URL(stage);
      return {
        image: `${host}/${IMAGE_PATH}`,
        platforms: 'linux/amd64 linux/arm64',
        // This machine plays both.
        runners: 'linux/arm64=ubuntu-24.04',
        version: '1.2.3',
        tags: '{version}',
        'floating-tags': 'latest',
      };
    },
    routes: (troubles) => [buildRoute(troubles)],
    env: BUILDS,
  };
}

/** A repository whose own matrix pushes by digest, and whose last job calls publish-indexes.yml for two images. */
export function indexesProduction({ act, library, workflow }: ImagesOptions): Production {
  const caller = callerFor(library.slug);
  return {
    act,
    library,
    workflow: { kind: 'file', file: CALLER_FILE },
    workflows: { [CALLER_FILE]: caller, 'publish-indexes.yml': workflow },
    repository: IMAGE_PATH,
    files: { ...FILES, [`.github/workflows/${CALLER_FILE}`]: caller },
    event: { name: 'workflow_dispatch' },
    inputs: (stage) => {
      const { host } = new URL(stage);
      return { image: `${host}/${IMAGE_PATH}` };
    },
    routes: (troubles) => [buildRoute(troubles)],
    env: BUILDS,
  };
}

const BROKEN =
  'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2';

/** What becomes of the build of a platform: `{}`, or the complaint of the builder. */
function buildRoute(troubles: readonly LegTrouble[]): Route {
  return route('GET', '/builds', ({ query }) => {
    const attempt = Number(query.get('attempt'));
    const trouble = troubles.find(
      ({ leg, attempts }) =>
        (leg.platform === undefined || leg.platform === query.get('platform')) &&
        (attempts?.includes(attempt) ?? true),
    );
    return json(200, trouble?.trouble === 'fails' ? { error: BROKEN } : {});
  });
}
