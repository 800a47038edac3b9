import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descriptor, type SampleContent } from './sample-image.ts';

/** An OCI layout in a folder of its own: `await using layout = await writeLayout(…)`. */
export interface SampleLayout extends AsyncDisposable {
  readonly path: string;
}

/** Writes blobs, and an index.json that names `roots`, each under a tag unless that is empty. */
export async function writeLayout(
  blobs: readonly SampleContent[],
  roots: readonly (readonly [tag: string, root: SampleContent])[],
): Promise<SampleLayout> {
  const path = await mkdtemp(join(tmpdir(), 'layout-'));
  await mkdir(join(path, 'blobs', 'sha256'), { recursive: true });
  for (const { digest, bytes } of blobs)
    await writeFile(join(path, 'blobs', 'sha256', digest.slice(7)), bytes);
  const manifests = roots.map(([tag, root]) => ({
    ...descriptor(root),
    ...(tag !== '' && { annotations: { 'org.opencontainers.image.ref.name': tag } }),
  }));
  await writeFile(join(path, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(join(path, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
