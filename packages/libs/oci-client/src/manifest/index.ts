export type { Annotations, Descriptor } from './descriptor.ts';
export { getManifest, type ReadOptions } from './get.ts';
export { headManifest } from './head.ts';
export { type ImageConfig, LARGEST_CONFIG, parseImageConfig } from './image-platform.ts';
export type { ImageManifest, IndexManifest, Manifest, StoredManifest } from './manifest.ts';
export {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  type ImageType,
  type IndexType,
  isImageType,
  isIndexType,
  OCI_INDEX,
  OCI_MANIFEST,
} from './media-type.ts';
export { LARGEST_MANIFEST, parseManifest } from './parse-manifest.ts';
export { type ManifestContent, type Pushed, type PutOptions, putManifest } from './put.ts';
export { putTags, type Tagged } from './put-tags.ts';
export { type IndexContent, renderIndex } from './render.ts';
