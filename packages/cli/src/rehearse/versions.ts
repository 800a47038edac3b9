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
import { ownInputsIn } from './own-inputs.ts';
import { publishesVersions, VERSION_MANIFESTS } from './publishes-versions.ts';
import type { Steered } from './steering.ts';
import type { Subject } from './subject.ts';
import { UPSTREAM } from './upstream.ts';

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
    file: VERSION_MANIFESTS,
    inputs: all,
    shown: {
      'upstream-manifest': "the stage's copy of the Python manifest",
      ...several(plans),
    },
    actions: {
      'select-versions': Object.fromEntries(select.map((name) => [name, name])),
      'manifest-merge': { policy: 'policy', layout: 'layout', 'upstream-manifest': 'merge-upstream' },
    },
    variables: { BUILD_SCRIPT: 'build-script' },
  };
}

/**
 * The addresses of upstream manifests in a workflow that is played as it is; `undefined` where it reads none,
 * or only files of the repository.
 */
export function upstreamSteered(subject: Subject): Steered | undefined {
  if (!publishesVersions(subject)) return undefined;
  const owns = ownInputsIn(subject.main, subject);
  const isFar = (name: string) => owns.some(({ inputs }) => /^https?:/.test(inputs[name]?.value ?? ''));
  const isUsual = owns.some(
    ({ inputs, readers }) => readers.includes('select-versions') && inputs['upstream-manifest'] === undefined,
  );
  const names = [
    ...(isUsual || isFar('upstream-manifest') ? ['upstream-manifest'] : []),
    ...(isFar('merge-upstream') ? ['merge-upstream'] : []),
  ];
  if (names.length === 0) return undefined;
  return {
    file: VERSION_MANIFESTS,
    inputs: Object.fromEntries(names.map((name) => [name, ''])),
    shown: Object.fromEntries(names.map((name) => [name, "the stage's copy of the Python manifest"])),
    actions: { 'select-versions': { 'upstream-manifest': 'upstream-manifest' } },
    variables: {},
  };
}

/** What a production needs for {@link upstreamSteered}. */
export async function upstreamStage(
  rest: Omit<Parameters<typeof versionsProduction>[0], 'files' | 'inputs' | 'upstream'>,
): Promise<Production> {
  const { routes, ...production } = await versionsStage(rest);
  const address = (stage: string) => `${stage}/upstream/versions-manifest.json`;
  return {
    ...production,
    files: {},
    ...(routes === undefined ? {} : { routes }),
    inputs: (stage) => ({ 'upstream-manifest': address(stage), 'merge-upstream': address(stage) }),
  };
}

/** Inputs to which single runs give values of their own. */
function several(plans: readonly (Inputs | undefined)[]): Readonly<Record<string, string>> {
  const names = [...new Set(plans.flatMap((inputs) => Object.keys(inputs ?? {})))];
  const valuesOf = (name: string) =>
    plans.flatMap((inputs) => (inputs?.[name] === undefined ? [] : [String(inputs[name])]));
  return Object.fromEntries(names.map((name) => [name, [...new Set(valuesOf(name))].join(', then ')]));
}

const SELECT =
  /^(filter-file|version|release-types|variants|max-versions|arches|platform|platform-versions|exclude|runner-template|runner-labels|upstream-manifest)$/;
