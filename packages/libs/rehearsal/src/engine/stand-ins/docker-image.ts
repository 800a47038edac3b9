import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** Content with its address. */
export interface Content {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly bytes: Buffer;
}

/** A small but whole image, as buildx pushes it. */
export interface BuiltImage {
  /** What the digest of the build names: the index where there is provenance, else the manifest. */
  readonly root: Content;
  readonly config: Content;
  /** In the order in which they are pushed: what refers to another comes after it. */
  readonly manifests: readonly Content[];
  readonly blobs: readonly Content[];
}

const OCI = 'application/vnd.oci.image';

/** Makes the image of a platform; the same platform and `seed` give the same bytes. */
export function imageFor(
  platform: string,
  { seed, hasProvenance }: { readonly seed: string; readonly hasProvenance: boolean },
): BuiltImage {
  const [os = '', architecture = '', variant] = platform.split('/');
  const runsOn = { os, architecture, ...(variant !== undefined && { variant }) };
  const tar = Buffer.concat([Buffer.from(`${platform} ${seed}`), Buffer.alloc(1024)]);
  const layer = content(`${OCI}.layer.v1.tar+gzip`, gzipSync(tar));
  const config = json(`${OCI}.config.v1+json`, {
    created: '2026-01-01T00:00:00Z',
    ...runsOn,
    config: {},
    rootfs: { type: 'layers', diff_ids: [digestOf(tar)] },
  });
  const manifest = manifestOf(config, layer);
  if (!hasProvenance) return { root: manifest, config, manifests: [manifest], blobs: [config, layer] };
  const statement = json('application/vnd.in-toto+json', {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType: 'https://slsa.dev/provenance/v0.2',
    subject: [{ name: '_', digest: { sha256: manifest.digest.slice('sha256:'.length) } }],
    predicate: {},
  });
  const empty = json(`${OCI}.config.v1+json`, {
    architecture: 'unknown',
    os: 'unknown',
    config: {},
    rootfs: { type: 'layers', diff_ids: [statement.digest] },
  });
  const attestation = manifestOf(empty, statement);
  const index = json(`${OCI}.index.v1+json`, {
    schemaVersion: 2,
    mediaType: `${OCI}.index.v1+json`,
    manifests: [
      { ...descriptor(manifest), platform: runsOn },
      {
        ...descriptor(attestation),
        annotations: {
          'vnd.docker.reference.digest': manifest.digest,
          'vnd.docker.reference.type': 'attestation-manifest',
        },
        platform: { architecture: 'unknown', os: 'unknown' },
      },
    ],
  });
  return {
    root: index,
    config,
    manifests: [manifest, attestation, index],
    blobs: [config, layer, empty, statement],
  };
}

function manifestOf(config: Content, layer: Content): Content {
  const mediaType = `${OCI}.manifest.v1+json`;
  return json(mediaType, {
    schemaVersion: 2,
    mediaType,
    config: descriptor(config),
    layers: [descriptor(layer)],
  });
}

function json(mediaType: string, value: unknown): Content {
  return content(mediaType, Buffer.from(JSON.stringify(value)));
}

function content(mediaType: string, bytes: Buffer): Content {
  return { mediaType, digest: digestOf(bytes), size: bytes.length, bytes };
}

function descriptor({ mediaType, digest, size }: Content) {
  return { mediaType, digest, size };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
