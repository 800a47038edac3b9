import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArtifactService, artifactService } from '../artifacts/service.ts';
import { commitRoutes, type RunBoard, refRoutes, repositoryRoutes, runBoard } from '../github/index.ts';
import { identityRoutes } from '../oidc/index.ts';
import { type ReleaseService, releaseService } from '../releases/index.ts';
import { createScene, type Scene } from '../scene/scene.ts';
import { type Stage, startStage } from '../stage.ts';
import type { Production } from './production.ts';
import type { Scenario } from './scenario.ts';

/** The repository and all services of one scenario: `await using world = await makeWorld(…)`. */
export interface StageWorld extends AsyncDisposable {
  readonly scene: Scene;
  readonly stage: Stage;
  readonly artifacts: ArtifactService;
  readonly releases: ReleaseService;
  readonly runs: RunBoard;
}

/** Makes everything that the workflow meets: git, GitHub's API, artifacts, tokens, releases. */
export async function makeWorld(production: Production, scenario: Scenario): Promise<StageWorld> {
  const { repository, files, routes } = production;
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  const scene = await createScene({ repository, files });
  const repositories = { [repository]: scene.bare };
  const artifacts = artifactService({ folder });
  const releases = releaseService({ repositories });
  const runs = runBoard();
  const { protectedBy } = scenario.branch ?? {};
  const isProtected = protectedBy !== undefined;
  const ruleAgainst = (ref: string) => (ref === `refs/heads/${scene.branch}` ? protectedBy : undefined);
  const stage = await startStage({
    faults: scenario.faults ?? [],
    routes: [
      ...(routes?.(scenario.legs ?? []) ?? []),
      ...artifacts.routes,
      ...identityRoutes(),
      ...releases.routes,
      ...runs.routes,
      ...refRoutes({ repositories, ruleAgainst }),
      ...repositoryRoutes({ repositories, protectedBranches: isProtected ? [scene.branch] : [] }),
      ...commitRoutes({ repositories }),
    ],
  });
  if (protectedBy !== undefined) await scene.protect(protectedBy);
  if (scenario.branch?.overtakes) await scene.overtake(scenario.branch.overtakes);
  return {
    scene,
    stage,
    artifacts,
    releases,
    runs,
    async [Symbol.asyncDispose]() {
      await stage.close();
      await scene.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
