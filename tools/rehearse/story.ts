import { join } from 'node:path';
import { type LegResult, raceWriter, runBuiltAction, runLegs } from '@gatehouse/rehearsal';
import { releaseFolder } from '../bundle/bundle.ts';
import { legOf, type Row, type Trouble } from './legs.ts';
import type { World } from './world.ts';

/** Tells what happens as it happens. */
export type Tell = (line: string) => void;

/** What the plan job hands on. */
export interface Plan {
  readonly rows: readonly Row[];
  /** The expected keys as JSON. */
  readonly expected: string;
}

/** How the merge ended. */
export interface Fanin {
  readonly exitCode: number | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The commits of the other writers that landed meanwhile. */
  readonly raced: number;
}

/** Plans the newest version that upstream has and this repository has not. */
export async function plan(world: World, tell: Tell): Promise<Plan> {
  const env = await world.environment('plan');
  const { outputs, exitCode } = await runBuiltAction({
    folder: join(releaseFolder, 'select-versions'),
    inputs: {
      version: '3.14.*',
      'upstream-manifest': `${world.stage.url}/upstream/versions-manifest.json`,
      arches: 'ppc64le\ns390x',
      'platform-versions': '22.04\n24.04',
      'max-versions': '1',
    },
    env,
    onLine: (line) => tell(`plan │ ${line}`),
  });
  if (exitCode !== 0) throw new Error('The plan failed.');
  const { include } = JSON.parse(outputs.matrix ?? '') as { include: Row[] };
  return { rows: include, expected: outputs.expected ?? '' };
}

/** Plays the legs side by side: one fails, one leaves a polluted asset list. */
export async function fanOut(world: World, rows: readonly Row[], tell: Tell): Promise<readonly LegResult[]> {
  const troubles: Readonly<Record<string, Trouble>> = { 's390x 22.04': 'fails', 'ppc64le 24.04': 'polluted' };
  const legs = rows.map((row) =>
    legOf(row, troubles[`${row.arch} ${row['platform-version']}`] ?? 'none', world),
  );
  return runLegs(legs, { onLine: tell });
}

/** Merges while two other writers push to the same branch, one of them at the worst moment. */
export async function fanIn(world: World, { expected }: Plan, tell: Tell): Promise<Fanin> {
  const { scene, stage } = world;
  await using first = await raceWriter(scene.bare, scene.branch, 'news.md', 4);
  await using second = await raceWriter(scene.bare, scene.branch, 'docs/index.md', 4);
  await scene.overtake(1);
  const { exitCode, outputs, summary } = await runBuiltAction({
    folder: join(releaseFolder, 'manifest-merge'),
    inputs: {
      layout: 'version-arch',
      expected,
      policy: 'allow-missing',
      repair: 'true',
      'upstream-manifest': `${stage.url}/upstream/versions-manifest.json`,
      branch: scene.branch,
      message: 'Publish what the legs built',
    },
    env: await world.environment('update-manifests'),
    token: 'ghs_rehearsal',
    onLine: (line) => tell(`merge │ ${line}`),
  });
  const races = await Promise.all([first.done, second.done]);
  return { exitCode, outputs, summary, raced: races.reduce((sum, { landed }) => sum + landed, 0) };
}
