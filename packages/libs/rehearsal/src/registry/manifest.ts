import { asDigest, type Digest } from './digest.ts';

/** What a registry reads in a manifest before it takes it. */
export interface ReadManifest {
  readonly mediaType: string;
  /** For the referrers list: the artifact's own type, or the media type of its config. */
  readonly artifactType: string | undefined;
  readonly subject: Digest | undefined;
  readonly annotations: Readonly<Record<string, string>> | undefined;
  /** Config and layers that must be here before it; layers that stay elsewhere are left out. */
  readonly blobs: readonly Digest[];
  /** The manifests of an index that must be here before it. */
  readonly children: readonly Digest[];
}

/** A manifest that can be stored, or what is wrong with it. */
export type ManifestReading =
  | { readonly kind: 'manifest'; readonly manifest: ReadManifest }
  | { readonly kind: 'invalid'; readonly problem: string };

interface WireDescriptor {
  readonly mediaType?: unknown;
  readonly digest?: unknown;
}

interface WireManifest {
  readonly mediaType?: unknown;
  readonly artifactType?: unknown;
  readonly config?: WireDescriptor;
  readonly layers?: readonly WireDescriptor[];
  readonly blobs?: readonly WireDescriptor[];
  readonly manifests?: readonly WireDescriptor[];
  readonly subject?: WireDescriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Layers that licences keep out of registries; the image spec lets them be absent. */
const NOT_DISTRIBUTED = /\.(?:nondistributable|foreign)\./;

/** Reads a manifest as the media type of its request says. */
export function readManifest(bytes: Buffer, contentType: string | undefined): ManifestReading {
  const wire = parsed(bytes);
  if (wire === undefined) return invalid('The manifest is not a JSON object.');
  const stated = typeof wire.mediaType === 'string' ? wire.mediaType : undefined;
  const mediaType = contentType?.split(';')[0]?.trim() || stated;
  if (mediaType === undefined) return invalid('The request has no Content-Type.');
  if (stated !== undefined && stated !== mediaType) {
    return invalid(`The manifest's mediaType is ${stated}, the request's Content-Type ${mediaType}.`);
  }
  const blobs = [wire.config, ...(wire.layers ?? []), ...(wire.blobs ?? [])].filter(isPresent);
  const manifests = wire.manifests ?? [];
  const descriptors = [...blobs, ...manifests, wire.subject].filter(isPresent);
  const broken = descriptors.find(({ digest }) => digestIn(digest) === undefined);
  if (broken !== undefined) return invalid(`A descriptor has the digest ${JSON.stringify(broken.digest)}.`);
  return {
    kind: 'manifest',
    manifest: {
      mediaType,
      artifactType: textIn(wire.artifactType) ?? textIn(wire.config?.mediaType),
      subject: digestIn(wire.subject?.digest),
      annotations: wire.annotations,
      blobs: digestsOf(blobs.filter(({ mediaType: type }) => !NOT_DISTRIBUTED.test(String(type)))),
      children: digestsOf(manifests),
    },
  };
}

function parsed(bytes: Buffer): WireManifest | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const invalid = (problem: string): ManifestReading => ({ kind: 'invalid', problem });
const isPresent = <T>(value: T | undefined): value is T => value !== undefined;
const textIn = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const digestIn = (value: unknown) => (typeof value === 'string' ? asDigest(value) : undefined);
const digestsOf = (descriptors: readonly WireDescriptor[]) =>
  descriptors.map(({ digest }) => digestIn(digest)).filter(isPresent);
