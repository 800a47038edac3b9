import { rm } from 'node:fs/promises';
import { type ArtifactService, artifactService } from '../artifacts/service.ts';
import {
  commitRoutes,
  historyRoutes,
  type RunBoard,
  refRoutes,
  repositoryRoutes,
  runBoard,
} from '../github/index.ts';
import { identityRoutes } from '../oidc/index.ts';
import { type ReleaseService, releaseService } from '../releases/index.ts';
import { createScene, type Scene } from '../scene/scene.ts';
import { type Stage, startStage } from '../stage.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { makeTag, tellRuns } from './facts.ts';
import { type ImageRegistry, imageRegistry } from './images/image-registry.ts';
import type { Scenario } from './scenario.ts';
import type { WorldOptions } from './world-options.ts';

/** The repository and all services of one scenario: `await using world = await makeWorld(…)`. */
export interface StageWorld extends AsyncDisposable {
  readonly scene: Scene;
  readonly stage: Stage;
  readonly artifacts: ArtifactService;
  readonly releases: ReleaseService;
  readonly runs: RunBoard;
  readonly images: ImageRegistry;
}

/** Makes everything that the workflow meets: git, GitHub's API, artifacts, tokens, releases. */
export async function makeWorld(production: WorldOptions, scenario: Scenario): Promise<StageWorld> {
  const { repository, files, routes, from, branch } = production;
  const folder = await makeTemporaryFolder('scenario');
  const scene = await createScene({
    repository,
    files,
    ...(from === undefined ? {} : { from }),
    ...(branch === undefined ? {} : { branch }),
  });
  const repositories = { [repository]: scene.bare };
  const artifacts = artifactService({ folder });
  const releases = releaseService({ repositories });
  const facts = scenario.commit ?? {};
  const commits = await makeTag(facts, scene);
  const tell = (nth: number) => tellRuns(facts, nth, { board: runs, scene, commits });
  const runs = runBoard(Date.now, tell);
  tell(0);
  const { protectedBy } = scenario.branch ?? {};
  const isProtected = protectedBy !== undefined;
  const ruleAgainst = (ref: string) => (ref === `refs/heads/${scene.branch}` ? protectedBy : undefined);
  const images = imageRegistry(scenario.registry ?? {});
  const stage = await startStage({
    faults: scenario.faults ?? [],
    routes: [
      ...(routes?.(scenario.legs ?? [], { scenario, scene }) ?? []),
      ...images.routes,
      ...artifacts.routes,
      ...identityRoutes(),
      ...releases.routes,
      ...runs.routes,
      ...refRoutes({ repositories, ruleAgainst }),
      ...repositoryRoutes({ repositories, protectedBranches: isProtected ? [scene.branch] : [] }),
      ...historyRoutes({ repositories }),
      ...commitRoutes({ repositories }),
    ],
  });
  if (protectedBy !== undefined) await scene.protect(protectedBy);
  return {
    scene,
    stage,
    artifacts,
    releases,
    runs,
    images,
    async [Symbol.asyncDispose]() {
      await stage.close();
      await scene.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
