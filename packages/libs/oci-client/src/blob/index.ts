export { type BlobCopy, type BlobSource, copyBlob } from './copy.ts';
export { hasBlob } from './has.ts';
export { openBlob } from './open.ts';
export { readBlob } from './read.ts';
export { mountBlob, type OpenContent, uploadBlob } from './upload.ts';
