import { isDeepStrictEqual } from 'node:util';
import { quoteList } from '@gatehouse/action-kit';
import { type Digest, type ImageManifest, OCI_MANIFEST } from '@gatehouse/oci-client';
import { badOutput } from '../error.ts';
import type { PlatformImage } from '../image/read-image.ts';
import type { OutputManifest } from './read-output.ts';

/** Where an image names its SOCI index (awslabs/soci-snapshotter, `ImageAnnotationSociIndexDigest`). */
const SOCI_INDEX = 'com.amazon.soci.index-digest';
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';

/**
 * Fails with `SOCI_OUTPUT` unless an image is the one before, in the media types of OCI and with the digest of its
 * SOCI index among its annotations, and nothing else: same configuration, same layers in the same order.
 */
export function checkImage(
  { key, stored: before }: PlatformImage,
  { descriptor, stored: after }: OutputManifest,
  sociIndex: Digest | undefined,
): void {
  const named = sociIndex ?? before.manifest.annotations[SOCI_INDEX];
  const annotations = { ...before.manifest.annotations, ...(named !== undefined && { [SOCI_INDEX]: named }) };
  const expected = comparable({ ...before.manifest, annotations });
  if (!isDeepStrictEqual(comparable(after.manifest), expected)) {
    throw badOutput(
      `another image for ${key} (${descriptor.digest})`,
      `the layers, configuration and annotations of ${before.descriptor.digest}, and its SOCI index`,
    );
  }
  // The tool repeats them in the index.
  if (!isDeepStrictEqual({ ...descriptor.annotations }, { ...after.manifest.annotations })) {
    throw badOutput(`other annotations on ${key} in its index`, 'those of the image');
  }
  const types = [descriptor.mediaType, after.manifest.mediaType, after.manifest.config.mediaType];
  if (!isDeepStrictEqual(types, [OCI_MANIFEST, OCI_MANIFEST, OCI_CONFIG])) {
    throw badOutput(`the media types ${quoteList(types)} for ${key}`, `${OCI_MANIFEST} and ${OCI_CONFIG}`);
  }
}

function comparable({ artifactType, subject, config, layers, annotations }: ImageManifest) {
  return {
    artifactType,
    subject,
    config: { ...config, mediaType: OCI_CONFIG },
    layers,
    annotations: { ...annotations },
  };
}
