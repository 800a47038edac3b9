import type { ActionLibrary } from '../../engine/workflow-run.ts';
import { json, type Route, route } from '../../route.ts';
import type { Production } from '../production.ts';
import type { LegTrouble } from '../scenario.ts';
import { IMAGE_PATH } from './image-registry.ts';

export interface ImagesOptions {
  readonly act: string;
  readonly library: ActionLibrary;
  /** The text of multiarch-image.yml, rendered for the stage. */
  readonly workflow: string;
}

const FILE = 'multiarch-image.yml';

/** A repository with a Dockerfile that calls multiarch-image.yml for two platforms. */
export function imagesProduction({ act, library, workflow }: ImagesOptions): Production {
  return {
    act,
    library,
    workflow: { kind: 'call', file: FILE },
    workflows: { [FILE]: workflow },
    repository: IMAGE_PATH,
    files: { Dockerfile: 'FROM scratch\nCOPY . /widgets\n' },
    inputs: (stage) => {
      const { host } = new URL(stage);
      return {
        image: `${host}/${IMAGE_PATH}`,
        registry: host,
        platforms: 'linux/amd64 linux/arm64',
        // This machine plays both.
        runners: 'linux/arm64=ubuntu-24.04',
        version: '1.2.3',
        tags: '{version}',
        'floating-tags': 'latest',
      };
    },
    routes: (troubles) => [buildRoute(troubles)],
    env: { STAGE_BUILDS: '/builds' },
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
