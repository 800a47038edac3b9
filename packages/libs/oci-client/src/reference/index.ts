export {
  algorithmOf,
  type Digest,
  type DigestAlgorithm,
  digestOf,
  hashFor,
  isDigest,
  parseDigest,
} from './digest.ts';
export {
  formatImageLocation,
  type ImageLocation,
  type LayoutReference,
  parseImageLocation,
} from './location.ts';
export {
  formatReference,
  type ManifestName,
  manifestName,
  nameText,
  parseReference,
  type Reference,
  shownManifest,
} from './reference.ts';
export {
  canonicalRegistry,
  formatRepository,
  isSameRepository,
  parseRepository,
  type Repository,
} from './repository.ts';
export { isTag, parseTag } from './tag.ts';
