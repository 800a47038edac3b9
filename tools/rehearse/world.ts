import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  artifactService,
  createScene,
  route,
  runtimeEnvironment,
  type Scene,
  type Stage,
  startStage,
} from '@gatehouse/rehearsal';
import { repositoryRoot } from '../repository.ts';

const fixtures = join(repositoryRoot, 'packages/libs/version-manifest/fixtures');
const FILTER = [
  '# Build what is new in the current series.',
  'version: 3.14.*',
  'release_types: [stable]',
  '',
];

/** The repository whose release is rehearsed. */
export const REPOSITORY = 'acme/python-versions';

/** What stands in for GitHub: a repository with real manifests, and services on a loopback address. */
export interface World {
  readonly scene: Scene;
  readonly stage: Stage;
  /** A folder for each job, that goes with the world. */
  readonly folder: string;
  /** The runner's variables of one job; `leg` tells the jobs of a matrix apart. */
  environment(job: string, leg?: string): Promise<Record<string, string>>;
  /** How often the SDK was asked for. */
  sdkRequests(): number;
}

/** Makes the world in `folder`; it holds what IBM/python-versions-pz publishes today. */
export async function makeWorld(folder: string): Promise<World & AsyncDisposable> {
  const scene = await createScene({ repository: REPOSITORY, files: await publishedFiles() });
  const upstream = await readFile(join(fixtures, 'actions-python-versions/versions-manifest.json'));
  const { routes } = artifactService({ folder: join(folder, 'artifacts') });
  const stage = await startStage({
    routes: [
      ...routes,
      route('GET', '/upstream/versions-manifest.json', () => ({ status: 200, body: upstream })),
      route('GET', '/sdk/:name', () => ({ status: 200, body: Buffer.from('sdk') })),
    ],
    // The download that broke the s390x runners of the source, twice, then it works.
    faults: [
      { on: { path: /^\/sdk\//, nth: 1 }, kind: 'drop' },
      { on: { path: /^\/sdk\//, nth: 2 }, kind: 'status', status: 503 },
    ],
  });
  const sha = await scene.head();
  return {
    scene,
    stage,
    folder,
    async environment(job, leg = job) {
      const workspace = join(folder, leg, 'workspace');
      const temp = join(folder, leg, 'temp');
      await mkdir(workspace, { recursive: true });
      await mkdir(temp, { recursive: true });
      const run = { repository: REPOSITORY, runId: 4242, job, jobId: leg, sha, workspace, temp };
      return { ...runtimeEnvironment(stage, run), ...scene.env, STAGE: stage.url };
    },
    sdkRequests: () => stage.journal.filter(({ path }) => path.startsWith('/sdk/')).length,
    async [Symbol.asyncDispose]() {
      await stage.close();
      await scene.close();
    },
  };
}

async function publishedFiles(): Promise<Record<string, string>> {
  const source = join(fixtures, 'ibm-python-versions-pz');
  const files: Record<string, string> = {
    'versions-manifest.json': await readFile(join(source, 'versions-manifest.json'), 'utf8'),
    'python-tag-filter.yml': FILTER.join('\n'),
  };
  for (const name of await readdir(join(source, 'versions-manifests'))) {
    files[`versions-manifests/${name}`] = await readFile(join(source, 'versions-manifests', name), 'utf8');
  }
  return files;
}
