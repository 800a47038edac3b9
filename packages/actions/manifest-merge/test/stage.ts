import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ArtifactService,
  artifactService,
  type BuiltActionResult,
  commitRoutes,
  createScene,
  type Fault,
  interpreterArchive,
  runtimeEnvironment,
  type Scene,
  type Stage,
  startStage,
} from '@gatehouse/rehearsal';
import { runBuiltAction } from '../../../../tools/test/run-built-action.ts';
import type { Step } from './given.ts';
import { RUN } from './legs.ts';

/** One job of the run, as the runner starts it. */
export interface Job {
  readonly attempt?: number;
  readonly step?: Step;
  /** What `${{ github.token }}` gives. */
  readonly token?: string;
}

/** A repository, and a stage that plays GitHub for it. */
export interface BuiltStand extends AsyncDisposable {
  readonly scene: Scene;
  readonly stage: Stage;
  readonly service: ArtifactService;
  /** The folder of the steps. */
  readonly workspace: string;
  /** Runs a built action as a step of a job. */
  play(action: 'manifest-part' | 'manifest-merge', job?: Job): Promise<BuiltActionResult>;
  /** The variables of a job, for what is to run beside the actions. */
  environment(job?: string, attempt?: number): Readonly<Record<string, string>>;
}

/** Sets the stage; when a `token` is given, it is the only one that the API takes. */
export async function setStage(token?: string, faults: readonly Fault[] = []): Promise<BuiltStand> {
  const scene = await createScene({ files: { 'README.md': 'Pythons\n' }, repository: RUN.repository });
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-built-'));
  const [workspace, temp] = [join(folder, 'workspace'), join(folder, 'temp')];
  for (const one of [workspace, temp]) await mkdir(one);
  const service = artifactService({ folder: join(folder, 'artifacts') });
  const routes = [
    ...service.routes,
    ...commitRoutes({
      repositories: { [RUN.repository]: scene.bare },
      ...(token !== undefined && { token }),
    }),
  ];
  const stage = await startStage({ routes, faults });
  const { repository, runId, sha } = RUN;
  const environment = (job = 'manifests', runAttempt = 1) => ({
    ...runtimeEnvironment(stage, { repository, runId, runAttempt, job, sha, workspace, temp }),
    ...scene.env,
  });
  return {
    scene,
    stage,
    service,
    workspace,
    environment,
    play: (action, { attempt, step = {}, token = '' } = {}) =>
      runBuiltAction(action, {
        inputs: step,
        token,
        cwd: workspace,
        env: environment(`${action} ${step.arch ?? ''}`.trim(), attempt),
      }),
    async [Symbol.asyncDispose]() {
      await stage.close();
      await scene.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What one leg does: it builds, and reports with the built manifest-part. */
export async function playLeg(
  stand: BuiltStand,
  arch: 'ppc64le' | 's390x',
  attempt = 1,
  tag = '3.14.2',
): Promise<void> {
  const file = await interpreterArchive({ version: '3.14.2', arch, platformVersion: '24.04' });
  await mkdir(join(stand.workspace, arch), { recursive: true });
  await writeFile(join(stand.workspace, arch, file.filename), file.bytes);
  const about = { version: '3.14.2', platform: 'linux', 'platform-version': '24.04' };
  const step = { files: `${arch}/*`, tag, arch, ...about, inspect: 'true', 'output-dir': `parts-${attempt}` };
  const { exitCode, log } = await stand.play('manifest-part', { attempt, step });
  if (exitCode !== 0) throw new Error(`The leg for ${arch} failed:\n${log}`);
}
