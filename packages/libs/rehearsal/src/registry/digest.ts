import { createHash } from 'node:crypto';

/** `sha256:<64 hex digits>` or `sha512:<128 hex digits>`, the two that the OCI image spec registers. */
export type Digest = `${Algorithm}:${string}`;

type Algorithm = 'sha256' | 'sha512';

const FORM = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** `text` as a digest, `undefined` when it is not one. */
export function asDigest(text: string): Digest | undefined {
  return FORM.test(text) ? (text as Digest) : undefined;
}

/** The digest of `bytes`. */
export function digestOf(bytes: Uint8Array, algorithm: Algorithm = 'sha256'): Digest {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** Whether `bytes` have exactly this digest. */
export function hasDigest(bytes: Uint8Array, digest: Digest): boolean {
  return digestOf(bytes, digest.startsWith('sha512:') ? 'sha512' : 'sha256') === digest;
}
