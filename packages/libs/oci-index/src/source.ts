import type { Descriptor, ImageConfig, IndexManifest, Platform, StoredManifest } from '@gatehouse/oci-client';

/** What an index is made from, read before the plan is made. */
export type IndexSource =
  | {
      readonly kind: 'image';
      /** Where it is, for messages: `ghcr.io/acme/widgets@sha256:…`. */
      readonly name: string;
      readonly descriptor: Descriptor;
      /** What it runs on; `undefined` where neither its leg nor its configuration says so. */
      readonly platform: Platform | undefined;
      /** What its configuration says, as it stands there; `undefined` where it says nothing. */
      readonly stated: Platform | undefined;
    }
  | {
      readonly kind: 'index';
      readonly name: string;
      readonly descriptor: Descriptor;
      readonly bytes: Uint8Array;
      readonly manifests: readonly Descriptor[];
      /** What its leg says that it is for: exactly this platform. */
      readonly platform: Platform | undefined;
    };

/**
 * A source from what was read of it. The platform of an image comes from `platform` (a part of a leg), else
 * from its configuration, as `docker buildx imagetools` fills it in. Whether both agree is for the plan.
 */
export function indexSource(
  name: string,
  stored: StoredManifest,
  { config, platform }: { readonly config?: ImageConfig; readonly platform?: Platform } = {},
): IndexSource {
  const { descriptor, bytes, manifest } = stored;
  if (manifest.kind === 'index') return listedSource(name, { ...stored, manifest }, platform);
  // Its configuration may hold anything: it is an artifact, and artifacts run nowhere.
  const artifactType = manifest.artifactType;
  const described = {
    ...descriptor,
    size: bytes.length,
    ...(artifactType !== undefined && { artifactType }),
  };
  return {
    kind: 'image',
    name,
    descriptor: described,
    platform: platform ?? imagePlatform(config?.platform),
    stated: config?.stated,
  };
}

function listedSource(
  name: string,
  { descriptor, bytes, manifest }: StoredManifest<IndexManifest>,
  platform: Platform | undefined,
): IndexSource {
  return { kind: 'index', name, descriptor, bytes, manifests: manifest.manifests, platform };
}

/** buildx takes system, architecture and variant over, and nothing else. */
function imagePlatform(platform: Platform | undefined): Platform | undefined {
  if (platform === undefined) return undefined;
  const { os, architecture, variant } = platform;
  return { os, architecture, ...(variant !== undefined && { variant }) };
}
