import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { messageOf, quote } from '@gatehouse/action-kit';
import { RegistryError } from '../error/index.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import type { IndexManifest, StoredManifest } from '../manifest/manifest.ts';
import { OCI_INDEX } from '../manifest/media-type.ts';
import { LARGEST_MANIFEST, parseManifest } from '../manifest/parse-manifest.ts';
import { algorithmOf, type Digest, digestOf, type LayoutReference } from '../reference/index.ts';

/** Under which a layout has the tag of an image (image spec, "Pre-Defined Annotation Keys"). */
const TAG = 'org.opencontainers.image.ref.name';

/** An OCI layout on this machine, as far as it was read: `oci-layout` and `index.json`. */
export interface Layout {
  readonly path: string;
  readonly index: IndexManifest;
}

/** Opens a layout; fails with a `RegistryError`, `absent` where the folder or a file of it is missing. */
export async function openLayout(path: string): Promise<Layout> {
  const marker = await read(path, 'oci-layout', 1024);
  const version = versionIn(marker);
  if (version !== '1.0.0') throw invalid(path, `the layout version ${quote(version)}`, '"1.0.0"');
  const { manifest } = parseManifest(
    await read(path, 'index.json', LARGEST_MANIFEST),
    OCI_INDEX,
    join(path, 'index.json'),
  );
  if (manifest.kind !== 'index') throw invalid(path, 'an index.json that describes an image', 'an index');
  return { path, index: manifest };
}

/** The image that a reference means: by digest, by tag, or the only one. Fails with `absent` or `invalid`. */
export function resolveInLayout({ path, index }: Layout, { tag, digest }: LayoutReference): Descriptor {
  const { manifests } = index;
  const found = manifests.filter(
    (one) =>
      (digest === undefined || one.digest === digest) &&
      (tag === undefined || digest !== undefined || one.annotations?.[TAG] === tag),
  );
  const digests = new Set(found.map((one) => one.digest));
  const [first] = found;
  if (first !== undefined && digests.size === 1) return first;
  const tags = manifests.map((one) => one.annotations?.[TAG] ?? one.digest).join(', ');
  if (first !== undefined)
    throw invalid(path, `several images (${tags})`, 'one, or a :tag or @digest behind the path');
  throw new RegistryError({
    kind: 'absent',
    message: `The layout ${quote(path)} has no ${digest ?? tag ?? 'image'}; it has ${tags === '' ? 'none' : tags}.`,
  });
}

/** Reads a manifest of a layout and proves its digest. Fails with a `RegistryError`. */
export async function readLayoutManifest(
  layout: Layout,
  descriptor: Pick<Descriptor, 'digest' | 'mediaType'>,
): Promise<StoredManifest> {
  const { digest, mediaType } = descriptor;
  const bytes = await readLayoutBlob(layout, digest, LARGEST_MANIFEST);
  return parseManifest(bytes, mediaType, `${layout.path}@${digest}`);
}

/** Reads a small blob of a layout and proves its digest. Fails with a `RegistryError`. */
export async function readLayoutBlob({ path }: Layout, digest: Digest, limit: number): Promise<Buffer> {
  const bytes = await read(path, blobName(digest), limit);
  const found = digestOf(bytes, algorithmOf(digest));
  if (found !== digest)
    throw invalid(path, `${found} in the file of ${digest}`, 'the content that the name says');
  return bytes;
}

/** Opens a blob of a layout; its digest is proved by who takes it. */
export function openLayoutBlob({ path }: Layout, { digest }: Descriptor): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(join(path, blobName(digest)))) as ReadableStream<Uint8Array>;
}

/** Where a layout has a blob, from its folder. */
export function blobName(digest: Digest): string {
  return join('blobs', ...digest.split(':'));
}

async function read(path: string, name: string, limit: number): Promise<Buffer> {
  const file = join(path, name);
  try {
    const { size } = await stat(file);
    if (size <= limit) return await readFile(file);
  } catch (cause) {
    const kind = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'invalid';
    throw new RegistryError({
      kind,
      message: `The OCI layout ${quote(path)} has no readable ${quote(name)}: ${messageOf(cause)}.`,
      hint: 'Name a folder that a tool such as buildx wrote with type=oci,tar=false.',
      cause,
    });
  }
  throw invalid(path, `a larger ${quote(name)}`, `at most ${limit} bytes`);
}

function versionIn(marker: Buffer): unknown {
  try {
    return Object(JSON.parse(marker.toString('utf8'))).imageLayoutVersion;
  } catch {
    return undefined;
  }
}

function invalid(path: string, found: string, expected: string): RegistryError {
  return new RegistryError({
    kind: 'invalid',
    message: `The OCI layout ${quote(path)} has ${found}; expected ${expected}.`,
  });
}
