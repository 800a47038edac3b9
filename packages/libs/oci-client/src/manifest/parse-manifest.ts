import { messageOf, quote } from '@gatehouse/action-kit';
import { parseStrictJson } from '@gatehouse/parts';
import { digestOf } from '../reference/index.ts';
import { type Fields, fieldsOf, invalidManifest, list, optionalText } from './fields.ts';
import type { Manifest, StoredManifest } from './manifest.ts';
import { DOCKER_MANIFEST, isImageType, isIndexType, OCI_INDEX, OCI_MANIFEST } from './media-type.ts';
import { parseAnnotations, parseDescriptor } from './parse-descriptor.ts';

/** What a registry must take (distribution spec, "Pushing manifests"); no manifest in use is larger. */
export const LARGEST_MANIFEST = 4 * 1024 * 1024;

const LIMITS = { bytes: LARGEST_MANIFEST, depth: 16, values: 250_000 };

/**
 * Reads the bytes of a manifest as hostile input. `type` is what they were served or described as, without
 * parameters; empty where nothing is known. Fails with a `RegistryError` `invalid`.
 *
 * @param what which manifest, for messages
 */
export function parseManifest(bytes: Uint8Array, type: string, what: string): StoredManifest {
  const fields = fieldsOf(parse(bytes, what), '', what);
  refuseAmbiguous(fields);
  const mediaType = typeOf(fields, type);
  const frame = frameOf(fields);
  const manifest = manifestOf(fields, mediaType, frame);
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes, manifest };
}

function manifestOf(fields: Fields, mediaType: string, frame: ReturnType<typeof frameOf>): Manifest {
  const { what } = fields;
  const descriptors = (name: string) =>
    list(fields, name).map((entry, index) => parseDescriptor(entry, `${name}[${index}]`, what));
  if (isIndexType(mediaType)) {
    if (!Object.hasOwn(fields.values, 'manifests'))
      throw invalidManifest(what, 'no "manifests"', 'a list of them');
    return { kind: 'index', mediaType, manifests: descriptors('manifests'), ...frame };
  }
  if (isImageType(mediaType)) {
    const config = parseDescriptor(fields.values.config, 'config', what);
    return { kind: 'image', mediaType, config, layers: descriptors('layers'), ...frame };
  }
  throw invalidManifest(what, `the media type ${quote(mediaType)}`, 'an OCI or docker manifest or index');
}

function frameOf(fields: Fields) {
  const artifactType = optionalText(fields, 'artifactType');
  const subject = fields.values.subject ?? undefined;
  return {
    ...(artifactType && { artifactType }),
    ...(subject !== undefined && { subject: parseDescriptor(subject, 'subject', fields.what) }),
    annotations: parseAnnotations(fields),
  };
}

function parse(bytes: Uint8Array, what: string): unknown {
  try {
    return parseStrictJson(bytes, LIMITS);
  } catch (thrown) {
    throw invalidManifest(what, `bytes that cannot be read (${messageOf(thrown)})`, 'JSON');
  }
}

/**
 * One document that is an index to one client and an image to another is an attack (CVE-2021-41190); so is a
 * key that only a reader without regard to case, such as Go's, takes for one of the spec.
 */
function refuseAmbiguous({ values, what }: Fields): void {
  const keys = Object.keys(values);
  const disguised = keys.find((key) => !KNOWN.has(key) && KNOWN_LOWER.has(key.toLowerCase()));
  if (disguised !== undefined)
    throw invalidManifest(what, `the key ${quote(disguised)}`, 'the spelling of the image spec');
  if (values.schemaVersion !== 2) {
    throw invalidManifest(
      what,
      `the schemaVersion ${quote(values.schemaVersion)}`,
      '2 (push the image again with a current tool)',
    );
  }
  const ofImage = ['config', 'layers', 'fsLayers'].filter((key) => Object.hasOwn(values, key));
  if (Object.hasOwn(values, 'manifests') && ofImage.length > 0) {
    throw invalidManifest(what, `both "manifests" and "${ofImage[0]}"`, 'an index or an image');
  }
}

const KNOWN: ReadonlySet<string> = new Set([
  'schemaVersion',
  'mediaType',
  'artifactType',
  'config',
  'layers',
  'manifests',
  'subject',
  'annotations',
]);
const KNOWN_LOWER: ReadonlySet<string> = new Set([...KNOWN].map((key) => key.toLowerCase()));

/** What the document calls itself must be what it was served as; OCI lets it say nothing. */
function typeOf(fields: Fields, served: string): string {
  const own = optionalText(fields, 'mediaType') ?? '';
  const isServed = isIndexType(served) || isImageType(served);
  if (own !== '' && isServed && own !== served) {
    throw invalidManifest(
      fields.what,
      `the media type ${quote(own)} while it was served as ${quote(served)}`,
      'one type',
    );
  }
  if (own !== '') return own;
  if (isServed) return served;
  if (Object.hasOwn(fields.values, 'manifests')) return OCI_INDEX;
  const config = fieldsOf(fields.values.config, 'config', fields.what).values.mediaType;
  return typeof config === 'string' && config.startsWith('application/vnd.docker.')
    ? DOCKER_MANIFEST
    : OCI_MANIFEST;
}
