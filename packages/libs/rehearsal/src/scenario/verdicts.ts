import type { SceneCommit } from '../scene/scene.ts';
import { type Evidence, judge } from './judge.ts';
import type { PlayedRun, Verdict } from './record.ts';
import { proofOfRuns } from './run-proof.ts';
import type { Scenario } from './scenario.ts';
import type { StageWorld } from './stage-world.ts';

/** Those whom the stage itself sends to the branch (scene, racing writers, overtaker). */
const EXTRAS = /^(stage$|racer-|overtaker$)/;

/** The verdict on every expectation, and on the stage itself. */
export async function judgeAll(
  scenario: Scenario,
  runs: readonly PlayedRun[],
  commits: readonly SceneCommit[],
  { artifacts, images, releases, scene, stage }: StageWorld,
): Promise<readonly Verdict[]> {
  const evidence: Evidence = {
    runs,
    artifactNames: artifacts
      .artifacts()
      .filter(({ final }) => final !== undefined)
      .map(({ name }) => name),
    commits: commits.filter(({ author }) => !EXTRAS.test(author)).length,
    releases: releases
      .releases(scene.repository)
      .filter(({ draft }) => !draft)
      .map(({ tag, assets }) => ({ tag, files: assets.length })),
    beatenPushes: commits.filter(({ author }) => author === 'overtaker').length,
    declinedPushes: await scene.declined(),
    requests: stage.journal.map(({ path }) => path),
    imagePlatforms: images.platforms,
    imageWrites: images.writes,
    read: (path) => scene.read(path).then(String, () => undefined),
  };
  const verdicts: Verdict[] = [];
  for (const expectation of scenario.expect) verdicts.push(await judge(expectation, evidence));
  // A request that the stage cannot answer is a hole in the stage, not a fault of the workflow.
  const holes = stage.journal.filter(({ problem }) => problem !== undefined);
  const shown = holes.slice(0, 3).map(({ method, path }) => `${method} ${path}`);
  const found = holes.length === 0 ? 'none' : shown.join(', ');
  const lost = await scene.lost();
  const gone = lost.length === 0 ? 'none' : lost.join(', ');
  return [
    ...verdicts,
    ...proofOfRuns(scenario, runs),
    {
      what: 'heads of the branch that a push threw away',
      expected: 'none',
      found: gone,
      holds: lost.length === 0,
    },
    { what: 'requests that the stage does not know', expected: 'none', found, holds: holes.length === 0 },
  ];
}
