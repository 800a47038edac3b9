import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BUILD_COMMAND,
  type Inputs,
  type Production,
  type Scenario,
  versionsProduction,
} from '@gatehouse/rehearsal';
import { home } from '../repository.ts';
import type { Steered } from './steering.ts';

/** What upstream really publishes, as its own repository holds it. */
const UPSTREAM = 'packages/libs/version-manifest/fixtures/actions-python-versions/versions-manifest.json';
const BUILD_SCRIPT = '.gatehouse-rehearsal/build.sh';

/** Manifests that a repository has already would leave nothing to build. */
export const MANIFESTS = /^versions-manifest(s\/.*)?\.json$/;

/** What is built in every scenario of this kind: one version, for two arches and two platform versions. */
function inputsAt(stage: string): Inputs {
  return {
    'filter-file': '',
    version: '3.14.*',
    'release-types': '',
    variants: '',
    'max-versions': '1',
    arches: 'ppc64le s390x',
    platform: 'linux',
    'platform-versions': '22.04 24.04',
    exclude: '',
    'runner-template': 'ubuntu-24.04',
    'runner-labels': '',
    'upstream-manifest': `${stage}/upstream/versions-manifest.json`,
    'merge-upstream': '',
    'build-script': BUILD_SCRIPT,
    files: 'dist/*',
    layout: 'version-arch',
    policy: 'require-all',
    'dry-run': false,
  };
}

/** What {@link versionsProduction} adds to a production: the build, upstream, and the troubles of legs. */
export async function versionsStage(
  rest: Omit<Parameters<typeof versionsProduction>[0], 'files' | 'inputs' | 'upstream'>,
): Promise<Production> {
  return versionsProduction({
    ...rest,
    files: { [BUILD_SCRIPT]: `exec ${BUILD_COMMAND}\n` },
    upstream: await readFile(join(home, UPSTREAM)),
    inputs: inputsAt,
  });
}

/** Everything that `scenario` says of the inputs of a run, in workflows of somebody else. */
export function versionsSteered({ inputs, acts = [] }: Scenario): Steered {
  const plans = acts.flat().map((plan) => plan.inputs);
  const all = Object.assign({}, inputsAt(''), inputs, ...plans);
  const select = Object.keys(all).filter((name) => SELECT.test(name));
  return {
    file: 'version-manifests.yml',
    inputs: all,
    actions: {
      'select-versions': Object.fromEntries(select.map((name) => [name, name])),
      'manifest-merge': { policy: 'policy', layout: 'layout', 'upstream-manifest': 'merge-upstream' },
    },
    variables: { BUILD_SCRIPT: 'build-script' },
  };
}

const SELECT =
  /^(filter-file|version|release-types|variants|max-versions|arches|platform|platform-versions|exclude|runner-template|runner-labels|upstream-manifest)$/;
