import { tmpdir } from 'node:os';
import { memoryLog } from '@gatehouse/action-kit';
import { registryService, type Stage, startStage } from '@gatehouse/rehearsal';
import { realClock } from '@gatehouse/retry';
import { readInputs } from '../../packages/actions/image-publish/src/inputs.ts';
import { run } from '../../packages/actions/image-publish/src/run.ts';
import { output } from '../oci/foreign-client.ts';
import { ociProgramsOrSkip } from '../oci/programs.ts';
import { type SampleImage, sampleImage } from '../oci/sample-image.ts';
import type { Bench, Reading } from './reading.ts';

const TARGETS = 50;
const JOBS = 4;
const LATENCY_MS = 100;
const PLATFORMS = ['amd64', 'arm64'];

/**
 * What it costs to publish many images of two platforms each: an index under an exact and a floating tag, read back.
 * The others do it one by one, as a script does it, and prove less: only that the tags have a digest.
 */
export const bench: Bench = {
  title: `publishing ${TARGETS} images of ${PLATFORMS.length} platforms, ${LATENCY_MS} ms a request, ${JOBS} at a time`,
  async run() {
    if (!ociProgramsOrSkip('crane', 'regctl')) throw new Error('There is nothing to compare with.');
    const one = await ours(1);
    const all = await ours(TARGETS);
    const crane = await oneByOne('crane');
    const regctl = await oneByOne('regctl');
    const chains = Math.ceil(TARGETS / JOBS);
    const best = Math.min(crane.ms, regctl.ms);
    return [
      ...readings('image-publish', all, TARGETS),
      ...readings('crane, one by one', crane, TARGETS),
      ...readings('regctl, one by one', regctl, TARGETS),
      { what: 'image-publish, one image alone', found: one.ms, unit: 'ms' },
      // At least five times faster.
      { what: 'image-publish / the better of the others', found: all.ms / best, unit: 'times', target: 0.2 },
      {
        what: `image-publish / one image × ${chains}`,
        found: all.ms / (one.ms * chains),
        unit: 'times',
        target: 1.3,
      },
    ];
  },
};

interface Cost {
  readonly ms: number;
  readonly requests: number;
}

function readings(who: string, { ms, requests }: Cost, targets: number): readonly Reading[] {
  return [
    { what: who, found: ms, unit: 'ms' },
    { what: `${who}, for each image`, found: requests / targets, unit: 'requests' },
  ];
}

/** A registry that has the images of every target, pushed by digest. */
async function stageWith(targets: readonly string[]): Promise<{ stage: Stage; host: string }> {
  const registry = registryService();
  for (const target of targets) {
    for (const image of imagesOf(target)) {
      for (const blob of image.blobs) registry.seedBlob(target, blob.bytes);
      registry.seedManifest(target, image.bytes);
    }
  }
  const stage = await startStage({
    routes: registry.routes,
    faults: [{ on: {}, kind: 'delay', ms: LATENCY_MS }],
  });
  return { stage, host: new URL(stage.url).host };
}

const imagesOf = (target: string): readonly SampleImage[] =>
  PLATFORMS.map((architecture) => sampleImage({ architecture, seed: target }));

const targetNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `acme/image-${at}`);

/** The action itself, with a plan. */
async function ours(count: number): Promise<Cost> {
  const names = targetNames(count);
  const { stage, host } = await stageWith(names);
  await using _ = stage;
  const targets = names.map((name) => ({
    image: `${host}/${name}`,
    sources: imagesOf(name).map(({ digest }) => digest),
    tags: ['1.0.0'],
    'floating-tags': ['latest'],
  }));
  const values = new Map(Object.entries({ plan: JSON.stringify({ targets }), jobs: `${JOBS}` }));
  let action: unknown;
  const deps = {
    context: undefined,
    temp: tmpdir(),
    downloadParts: async () => [],
    env: {},
    fetch,
    log: memoryLog(),
    clock: realClock,
    wallClock: Date.now,
    keychain: { credentialFor: async () => ({ kind: 'anonymous' }) as const },
    setOutputs: (outputs: Readonly<Record<string, unknown>>) => {
      ({ action } = outputs);
    },
    appendSummary: async () => {},
  };
  const began = performance.now();
  await run(
    readInputs((name) => values.get(name) ?? ''),
    deps,
  );
  const ms = performance.now() - began;
  if (action !== 'created') throw new Error(`Found the action ${action}, expected that images were created.`);
  return { ms, requests: stage.journal.length };
}

/** The same work by a client that is not ours, as a script does it. */
async function oneByOne(client: keyof typeof COMMANDS): Promise<Cost> {
  const names = targetNames(TARGETS);
  const { stage, host } = await stageWith(names);
  await using _ = stage;
  const began = performance.now();
  for (const name of names) {
    const digests = imagesOf(name).map(({ digest }) => digest);
    const found: string[] = [];
    for (const args of COMMANDS[client](`${host}/${name}`, host, digests)) {
      found.push(await output(client, args));
    }
    const [exact, floating] = found.slice(-2).map((text) => text.trim());
    if (exact !== floating || !exact?.startsWith('sha256:'))
      throw new Error(`${client} left ${found.join(', ')}.`);
  }
  return { ms: performance.now() - began, requests: stage.journal.length };
}

/** Makes an index under two tags, then asks both tags for their digest. */
const COMMANDS = {
  crane: (image: string, _: string, digests: readonly string[]) => [
    ['index', 'append', ...digests.flatMap((digest) => ['-m', `${image}@${digest}`]), '-t', `${image}:1.0.0`],
    ['tag', `${image}:1.0.0`, 'latest'],
    ['digest', `${image}:1.0.0`],
    ['digest', `${image}:latest`],
  ],
  regctl: (image: string, host: string, digests: readonly string[]) => {
    const plain = ['--host', `reg=${host},tls=disabled`];
    return [
      [
        ...plain,
        'index',
        'create',
        `${image}:1.0.0`,
        ...digests.flatMap((digest) => ['--ref', `${image}@${digest}`]),
      ],
      [...plain, 'image', 'copy', `${image}:1.0.0`, `${image}:latest`],
      [...plain, 'image', 'digest', `${image}:1.0.0`],
      [...plain, 'image', 'digest', `${image}:latest`],
    ];
  },
} as const;
