/** The media types of what a tag may point to. */
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

/** What a registry is asked for; without it, some convert to the oldest form. */
export const MANIFEST_TYPES: readonly string[] = [OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST];

export type IndexType = typeof OCI_INDEX | typeof DOCKER_LIST;
export type ImageType = typeof OCI_MANIFEST | typeof DOCKER_MANIFEST;

/** Whether content of this type lists manifests. */
export const isIndexType = (type: string): type is IndexType => type === OCI_INDEX || type === DOCKER_LIST;

/** Whether content of this type is the manifest of one image or artifact. */
export const isImageType = (type: string): type is ImageType =>
  type === OCI_MANIFEST || type === DOCKER_MANIFEST;

/** A media type in lower case and without parameters, which registries add to Content-Type. */
export function plainType(contentType: string | null): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
