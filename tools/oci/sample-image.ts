import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Content with its address. */
export interface SampleContent {
  readonly mediaType: string;
  readonly digest: `sha256:${string}`;
  readonly size: number;
  readonly bytes: Buffer;
}

/** A small but whole image. */
export interface SampleImage extends SampleContent {
  readonly blobs: readonly SampleContent[];
}

/** What a sample image is made of. */
export interface SampleOptions {
  readonly os?: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
  /** Makes images of one platform differ. */
  readonly seed?: string;
  readonly format?: 'oci' | 'docker';
  readonly created?: string;
}

/** An image of one layer with one empty tar in it; the same options give the same bytes. */
export function sampleImage(options: SampleOptions): SampleImage {
  const { os = 'linux', architecture, variant, osVersion, seed = '', format = 'oci' } = options;
  const { created = '2026-11-20T00:00:00Z' } = options;
  const isDocker = format === 'docker';
  const tar = Buffer.concat([Buffer.from(`${architecture} ${variant ?? ''} ${seed}`), Buffer.alloc(1024)]);
  const layer = content(
    isDocker
      ? 'application/vnd.docker.image.rootfs.diff.tar.gzip'
      : 'application/vnd.oci.image.layer.v1.tar+gzip',
    gzipSync(tar),
  );
  const config = json(
    isDocker ? 'application/vnd.docker.container.image.v1+json' : 'application/vnd.oci.image.config.v1+json',
    {
      created,
      architecture,
      os,
      ...(variant !== undefined && { variant }),
      ...(osVersion !== undefined && { 'os.version': osVersion }),
      config: {},
      rootfs: { type: 'layers', diff_ids: [digestOf(tar)] },
    },
  );
  const mediaType = isDocker ? DOCKER_MANIFEST : OCI_MANIFEST;
  const manifest = json(mediaType, {
    schemaVersion: 2,
    mediaType,
    config: descriptor(config),
    layers: [descriptor(layer)],
  });
  return { ...manifest, blobs: [config, layer] };
}

/** JSON as content. */
export function json(mediaType: string, value: unknown): SampleContent {
  return content(mediaType, Buffer.from(JSON.stringify(value)));
}

/** Media type, digest and size of content. */
export function descriptor({ mediaType, digest, size }: SampleContent) {
  return { mediaType, digest, size };
}

/** Pushes an image with plain requests, so that a test of our client does not rest on our client. */
export async function pushSample(
  host: string,
  path: string,
  image: SampleImage,
  name?: string,
): Promise<void> {
  for (const blob of image.blobs) {
    const start = await fetch(`http://${host}/v2/${path}/blobs/uploads/`, { method: 'POST' });
    const url = new URL(start.headers.get('location') ?? '', `http://${host}`);
    url.searchParams.set('digest', blob.digest);
    await mustBe(201, await fetch(url, { method: 'PUT', body: new Uint8Array(blob.bytes) }));
  }
  await pushManifest(host, path, image, name ?? image.digest);
}

/** Pushes a manifest with a plain request. */
export async function pushManifest(
  host: string,
  path: string,
  manifest: SampleContent,
  name: string,
): Promise<void> {
  const headers = { 'content-type': manifest.mediaType };
  const body = new Uint8Array(manifest.bytes);
  await mustBe(
    201,
    await fetch(`http://${host}/v2/${path}/manifests/${name}`, { method: 'PUT', headers, body }),
  );
}

async function mustBe(status: number, response: Response): Promise<void> {
  if (response.status === status) return;
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}

function content(mediaType: string, bytes: Buffer): SampleContent {
  return { mediaType, digest: digestOf(bytes), size: bytes.length, bytes };
}

function digestOf(bytes: Buffer): `sha256:${string}` {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
