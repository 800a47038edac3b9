import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type CiGreenOptions,
  ciGreenProduction,
  imagesProduction,
  indexesProduction,
  mergeManifestsProduction,
  type Production,
  type Replacement,
  type Scenario,
  type StandIn,
} from '@gatehouse/rehearsal';
import { usageError } from '../failure.ts';
import { askGit } from '../git.ts';
import { home, slugIn } from '../repository.ts';
import type { Asked } from './asked.ts';
import type { Choice } from './kinds.ts';
import type { Needs } from './needs.ts';
import { type AskedEvent, findStart, type Start } from './run-inputs.ts';
import { takeSnapshot } from './snapshot.ts';
import { stagedWorkflows } from './staged-workflows.ts';
import { steer } from './steering.ts';
import type { Subject } from './subject.ts';
import { MANIFESTS, upstreamStage, upstreamSteered, versionsStage, versionsSteered } from './versions.ts';

/** What a scenario is played in. */
export interface Surrounding {
  readonly act: string;
  readonly subject: Subject;
  readonly needs: Needs;
  readonly asked: Asked;
  /** Empty, and removed by the caller. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** More variables for every step. */
  readonly stepEnv: Readonly<Record<string, string>>;
}

/** A scenario, and everything that it is played with. */
export interface Staged {
  readonly scenario: Scenario;
  readonly production: Production;
}

const NOTHING: StandIn = {
  inputs: {},
  does: 'does nothing, as --skip-action asks.',
  script: new URL('data:text/javascript,'),
};

/** How `subject` is started in a scenario. */
export function startOf({ kind, scenario }: Choice, { main }: Subject, asked: AskedEvent): Start {
  if (kind.name in CALLED) return startOfRelease(main.file, scenario, asked);
  return findStart(
    main,
    asked,
    scenario,
    kind.name === 'version-manifests' ? versionsSteered(scenario).inputs : {},
  );
}

/** The callable workflows of which the stage itself brings a caller. */
const CALLED: Readonly<Record<string, (options: CiGreenOptions) => Production>> = {
  'ci-green': ciGreenProduction,
  'merge-manifests': mergeManifestsProduction,
  'multiarch-image': imagesProduction,
  'publish-indexes': indexesProduction,
};

/** The stage's own release calls the workflow, as the scenario says. */
function startOfRelease(file: string, { event }: Scenario, { event: given, ref, inputs }: AskedEvent): Start {
  if (given === undefined && ref === undefined && inputs.length === 0) {
    return { kind: 'file', event: event ?? { name: 'workflow_dispatch' }, inputs: {} };
  }
  throw usageError(
    `The scenarios of ${file} bring a release of their own, so they take no --event, --ref or --input. Give a workflow of yours that calls it.`,
    'rehearse',
  );
}

/** Sets the stage: a copy of the repository, the workflow as the stage can play it, fake secrets. */
export async function setStage(choice: Choice, around: Surrounding): Promise<Staged> {
  const { kind, scenario } = choice;
  const { act, subject, asked, needs, stepEnv } = around;
  const { main, library, origin, root } = subject;
  const bring = CALLED[kind.name];
  if (bring !== undefined) {
    const folder = join(home, 'release');
    const production = bring({ act, library: { slug: library.slug, folder }, workflow: main.text });
    return { scenario, production: { ...production, env: { ...production.env, ...stepEnv } } };
  }
  const versions = kind.name === 'version-manifests' ? versionsSteered(scenario) : undefined;
  // Upstream's manifest is out of reach, so a plain run reads the stage's copy of it.
  const upstream = versions === undefined && origin === 'own' ? upstreamSteered(subject) : undefined;
  const start = startOf(choice, subject, asked);
  const steered = origin === 'own' ? (versions ?? upstream) : undefined;
  const texts = stagedWorkflows(subject, steered && steer(steered, library));
  const rest = {
    act,
    library: { slug: library.slug, folder: join(home, 'release') },
    workflow: { kind: start.kind, file: main.file },
    workflows: texts.workflows,
    replacements: [...texts.replacements, ...(versions ? hiddenManifests(subject) : [])],
    secrets: fakeSecrets(subject),
    runnerLabels: asked.runnerLabels,
    realPrograms: asked.realPrograms,
    variables: asked.variables,
    standIns: Object.fromEntries(asked.skippedActions.map((action) => [action, NOTHING])),
    usedByActions: needs.usedByActions,
    env: stepEnv,
  };
  const played = { ...scenario, event: start.event, inputs: { ...scenario.inputs, ...start.inputs } };
  const stage = versions === undefined ? undefined : { ...(await versionsStage(rest)), ...rest };
  const plainStage = upstream === undefined ? undefined : { ...(await upstreamStage(rest)), ...rest };
  // The library's own workflow for versions needs no repository but the one that comes with it.
  if (stage !== undefined && origin === 'library') return { scenario: played, production: stage };
  const copied = { repository: await slugOf(root), ...(await copyOf(start, choice, around)) };
  const plain = { ...rest, files: {}, inputs: () => ({}) };
  return { scenario: played, production: { ...(stage ?? plainStage ?? plain), ...copied } };
}

/** Manifests that the copy leaves out, which is one more thing that the scenario replaces. */
function hiddenManifests({ origin, root }: Subject): readonly Replacement[] {
  const there = ['versions-manifest.json', 'versions-manifests'].filter((name) =>
    existsSync(join(root, name)),
  );
  return origin === 'library'
    ? []
    : there.map((place) => ({ place, name: 'published manifests', from: 'yours', to: 'none' }));
}

async function copyOf({ event }: Start, { kind }: Choice, { subject, folder, env }: Surrounding) {
  const tag = event.ref?.startsWith('refs/tags/') ? event.ref : undefined;
  const isOfVersions = kind.name === 'version-manifests';
  const without = (path: string) => isOfVersions && MANIFESTS.test(path);
  const { path, branch } = await takeSnapshot({ root: subject.root, folder, env, tag, without });
  return { from: path, branch };
}

/** A value for each name that the files speak of; which ones there really are, GitHub knows. */
function fakeSecrets({ origin, main, called }: Subject): Readonly<Record<string, string>> {
  if (origin === 'library') return {};
  const names = new Set([main, ...called.values()].flatMap(({ secrets }) => secrets));
  return Object.fromEntries([...names].map((name) => [name, `fake-secret-${name}`]));
}

async function slugOf(root: string): Promise<string> {
  const address = await askGit(root, 'remote', 'get-url', 'origin');
  const name = basename(root).replace(/[^\w.-]+/g, '-') || 'repository';
  return (address === undefined ? undefined : slugIn(address)) ?? `local/${name}`;
}
