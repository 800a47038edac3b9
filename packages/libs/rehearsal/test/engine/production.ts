import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseFolder } from '../../../../../tools/bundle/bundle.ts';
import { repositoryRoot } from '../../../../../tools/repository.ts';
import { BUILD_COMMAND, type Production, versionsProduction } from '../../src/index.ts';
import { PUBLISH } from './publish-workflow.ts';

const UPSTREAM = 'packages/libs/version-manifest/fixtures/actions-python-versions/versions-manifest.json';

/** Our own actions, as the tests bundle them. */
export const LIBRARY = { slug: 'gatehouse-actions/gatehouse', folder: releaseFolder };

/** The small workflow of these tests, with what upstream really publishes. */
export async function publishProduction(act: string): Promise<Production> {
  return versionsProduction({
    act,
    library: LIBRARY,
    workflow: { kind: 'call', file: 'publish.yml' },
    workflows: { 'publish.yml': PUBLISH },
    files: {},
    upstream: await readFile(join(repositoryRoot, UPSTREAM)),
    inputs: (stage) => ({
      version: '3.14.*',
      arches: 'ppc64le s390x',
      'platform-versions': '22.04 24.04',
      'upstream-manifest': `${stage}/upstream/versions-manifest.json`,
      command: BUILD_COMMAND,
      policy: 'require-all',
    }),
  });
}
