import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryLog } from '@gatehouse/action-kit';
import { createRegistryClient, parseRepository } from '@gatehouse/oci-client';
import { registryService, startStage } from '@gatehouse/rehearsal';
import { type StandIn, writeStandIn } from '../../../../tools/soci/program.ts';
import { MIN_LAYER_SIZE, type Sample } from '../../../../tools/soci/sample.ts';
import { type ConvertDeps, type ConvertOptions, convert } from '../src/index.ts';

const REPOSITORY = 'acme/widgets';

/** A registry of our own that has an image, and a folder to work in. */
export async function startWorld(sample: Sample) {
  const folder = await mkdtemp(join(tmpdir(), 'soci-test-'));
  const service = registryService();
  const stage = await startStage({ routes: service.routes });
  for (const { bytes } of sample.blobs) service.seedBlob(REPOSITORY, bytes);
  for (const { bytes } of sample.manifests) service.seedManifest(REPOSITORY, bytes);
  const log = memoryLog();
  const anonymous = { credentialFor: async () => ({ kind: 'anonymous' }) as const };
  const client = createRegistryClient(
    { name: 'test', remainingMs: () => 5000 },
    { fetch, log, keychain: anonymous },
  );
  const repository = parseRepository(`${new URL(stage.url).host}/${REPOSITORY}`);
  const shown: string[] = [];
  return {
    folder,
    scratch: join(folder, 'scratch'),
    client,
    repository,
    service,
    stage,
    log,
    /** What the user sees of the tool. */
    shown: () => shown.join(''),
    standIn: (standIn: StandIn = {}) => writeStandIn(join(folder, 'bin', 'soci'), standIn),
    convert: (options: Partial<ConvertOptions> = {}, deps: Partial<ConvertDeps> = {}) =>
      convert(
        {
          source: client.source(repository),
          digest: sample.root.digest,
          platforms: 'all',
          minLayerSize: MIN_LAYER_SIZE,
          folder: join(folder, 'scratch'),
          ...options,
        },
        {
          log,
          env: { PATH: join(folder, 'bin'), SECRET_TOKEN: 'ghs_secret', HOME: '/root' },
          remainingMs: () => 20_000,
          graceMs: 300,
          write: (text) => void shown.push(text),
          ...deps,
        },
      ),
    async [Symbol.asyncDispose]() {
      await stage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
