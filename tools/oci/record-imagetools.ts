import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { type ImagetoolsCase, imagetoolsCases } from './imagetools-cases.ts';
import { ociEnvironment } from './programs.ts';
import { startRealRegistry } from './real-registry.ts';
import { pushManifest, pushSample, type SampleContent } from './sample-image.ts';

/**
 * `node tools/oci/record-imagetools.ts`: has the real buildx on PATH make an index of each case, and records
 * what went in and what came out. Run it when another buildx is to be followed.
 */
const folder = join(repositoryRoot, 'packages', 'libs', 'oci-index', 'test', 'fixtures', 'imagetools');
mkdirSync(folder, { recursive: true });
await using registry = await startRealRegistry('crane');
const buildx = versionOf('buildx');
for (const one of imagetoolsCases()) {
  for (const image of one.images) await pushSample(registry.host, 'acme/widgets', image);
  for (const index of one.indexes) await pushManifest(registry.host, 'acme/widgets', index, index.digest);
  const annotations = one.annotations.flatMap((annotation) => ['--annotation', annotation]);
  const refs = one.sources.map(({ digest }) => `${registry.host}/acme/widgets@${digest}`);
  const expected = run(['imagetools', 'create', '--dry-run', ...annotations, ...refs]).replace(/\n$/, '');
  writeFileSync(
    join(folder, `${one.name}.json`),
    `${JSON.stringify(recorded(one, buildx, expected), null, 2)}\n`,
  );
  console.log(`${one.name}: ${expected.length} bytes`);
}

function recorded({ sources, images, annotations }: ImagetoolsCase, version: string, expected: string) {
  const configOf = ({ digest }: SampleContent) =>
    images.find((image) => image.digest === digest)?.blobs[0]?.bytes.toString('utf8');
  return {
    buildx: version,
    annotations,
    sources: sources.map((source) => ({
      media_type: source.mediaType,
      manifest: source.bytes.toString('utf8'),
      config: configOf(source),
    })),
    expected,
  };
}

/** A program that `go install` built does not know its version; Go does. */
function versionOf(program: string): string {
  const options = { encoding: 'utf8', env: ociEnvironment } as const;
  const path = execFileSync('which', [program], options).trim();
  const modules = execFileSync('go', ['version', '-m', path], options);
  return /^\s*mod\s+\S+\s+(\S+)/m.exec(modules)?.[1] ?? 'unknown';
}

function run(args: readonly string[]): string {
  return execFileSync('buildx', args, { encoding: 'utf8', env: ociEnvironment });
}
