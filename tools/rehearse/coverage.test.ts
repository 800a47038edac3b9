import {
  artifactService,
  createScene,
  imageRegistry,
  interpreterArchive,
  type JobFacts,
  type JobRecord,
  type PlayedRun,
  releaseService,
  runBoard,
  type StageWorld,
  startStage,
} from '@gatehouse/rehearsal';
import { expect, test } from 'vitest';
import { cover, verdictOf } from './coverage.ts';

const REPOSITORY = 'acme/python-versions';
const ROW = {
  tag: '3.14.2',
  version: '3.14.2',
  arch: 's390x',
  platform: 'linux',
  'platform-version': '24.04',
  key: '3.14.2 / linux / 24.04 / s390x',
} as const;
const NAME = 'python-3.14.2-linux-24.04-s390x.tar.gz';
const MANIFEST = [
  {
    version: '3.14.2',
    stable: true,
    release_url: `https://github.com/${REPOSITORY}/releases/tag/3.14.2`,
    files: [
      {
        filename: NAME,
        arch: 's390x',
        platform: 'linux',
        platform_version: '24.04',
        download_url: `https://github.com/${REPOSITORY}/releases/download/3.14.2/${NAME}`,
      },
    ],
  },
];
const BUILT = await interpreterArchive({ version: '3.14.2', arch: 's390x', platformVersion: '24.04' });

interface Case {
  readonly manifest?: unknown;
  /** What is released; nothing is when `null`. */
  readonly bytes?: Buffer | null;
  readonly leg?: JobRecord['result'];
  readonly release?: JobRecord['result'];
  readonly writer?: JobRecord['result'];
  /** Whether the writer only shows what it would write. */
  readonly dry?: boolean;
}

/** What is told of the one planned file in a repository like this. */
async function told(given: Case) {
  const { manifest = MANIFEST, bytes = BUILT.bytes, leg = 'success', release = 'success' } = given;
  const { writer = 'success', dry = false } = given;
  const text = JSON.stringify(manifest);
  const files = {
    'versions-manifest.json': text,
    'versions-manifests/3.14.2-s390x.json': JSON.stringify(MANIFEST),
  };
  await using scene = await createScene({ repository: REPOSITORY, files });
  const releases = releaseService({ repositories: { [REPOSITORY]: scene.bare } });
  if (bytes !== null) {
    const held = { repository: REPOSITORY, tag: '3.14.2', target: 'main', draft: false };
    releases.seed(held, [{ filename: NAME, bytes }]);
  }
  await using stage = await startStage({ routes: releases.routes });
  const artifacts = artifactService({ folder: 'nowhere' });
  const world: StageWorld = {
    scene,
    stage,
    releases,
    artifacts,
    runs: runBoard(),
    images: imageRegistry({}),
    [Symbol.asyncDispose]: async () => {},
  };
  const job = (id: string, result: JobRecord['result'], more: Partial<JobFacts> = {}): JobRecord => ({
    ...{ id, name: id, result, because: 'the test says so', startMs: 0, endMs: 0, steps: [], kept: false },
    ...more,
  });
  const step = {
    id: 'select',
    name: 'select',
    result: 'success',
    continued: false,
    startMs: 0,
    endMs: 0,
  } as const;
  const outputs = { matrix: JSON.stringify({ include: [ROW] }) };
  const stepWith = (values: Record<string, string>) => ({
    ...step,
    lines: [],
    outputs: values,
    annotations: [],
    summary: '',
  });
  const evidence = JSON.stringify({ verdict: dry ? 'dry-run' : 'done' });
  const jobs = [
    job('plan', 'success', { steps: [stepWith(outputs)] }),
    job('build', leg, { matrix: ROW }),
    job('release-assets', release, { matrix: { version: ROW.version } }),
    job('update-manifests', writer, { steps: [stepWith({ evidence })] }),
  ];
  const times = { durationMs: 1, sha: 'x', runId: 1, attempt: 1 };
  const run: PlayedRun = {
    name: 'run',
    startMs: 0,
    result: { ...times, ending: 'completed', conclusion: 'success', jobs },
  };
  const [row] = await cover(world, [run], { released: true });
  return row && { leg: row.leg, ...verdictOf(row) };
}

test('a file that was built is found under both manifests, with the bytes of its leg', async () => {
  expect(await told({})).toMatchObject({ leg: 'built', holds: true, expected: NAME, found: NAME });
});

test('a file that nobody built is expected nowhere', async () => {
  expect(await told({ leg: 'failure' })).toMatchObject({
    leg: 'failed',
    expected: 'nothing',
    found: NAME,
    holds: false,
  });
});

test.each<readonly [string, Case, RegExp]>([
  ['other bytes', { bytes: Buffer.from('other') }, /is not what the leg built/],
  ['two manifests that differ', { manifest: [] }, /nothing in the root manifest, https:\S+ in its own/],
  ['an address that leads nowhere', { bytes: null }, /is answered with 404/],
])('%s are told', async (_what, given, found) => {
  expect(await told(given)).toMatchObject({ holds: false, found: expect.stringMatching(found) });
});

test.each<readonly [string, Case]>([
  ['not written', { writer: 'failure' }],
  ['not released', { release: 'failure' }],
  ['only shown by a dry run', { dry: true }],
])('what was built but %s is expected nowhere', async (_what, given) => {
  expect(await told(given)).toMatchObject({ expected: 'nothing', holds: false });
});
