import { createHash, type Hash } from 'node:crypto';
import { ActionError, quote } from '@gatehouse/action-kit';

/** The algorithms that the image spec registers for every client, with the length of their hexadecimal form. */
const HEX_LENGTH = { sha256: 64, sha512: 128 } as const;

export type DigestAlgorithm = keyof typeof HEX_LENGTH;

/** The name of bytes: `sha256:` and 64 lowercase hexadecimal digits, or `sha512:` and 128. */
export type Digest = `${DigestAlgorithm}:${string}`;

/** Whether `text` is a digest that can be computed here. */
export function isDigest(text: string): text is Digest {
  const [, algorithm, hex = ''] = /^(sha256|sha512):([0-9a-f]+)$/.exec(text) ?? [];
  return algorithm !== undefined && hex.length === HEX_LENGTH[algorithm as DigestAlgorithm];
}

/** Reads a digest; fails with `INVALID_DIGEST`. */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new ActionError({
    code: 'INVALID_DIGEST',
    message: `Found ${quote(text)} as a digest, expected "sha256:" and 64 lowercase hexadecimal digits (or "sha512:" and 128).`,
  });
}

/** The algorithm that a digest was made with. */
export function algorithmOf(digest: Digest): DigestAlgorithm {
  return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}

/** The digest of `bytes`. */
export function digestOf(bytes: Uint8Array | string, algorithm: DigestAlgorithm = 'sha256'): Digest {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** A running hash whose end can be compared with `digest`. */
export function hashFor(digest: Digest): { update(bytes: Uint8Array): void; digest(): Digest } {
  const algorithm = algorithmOf(digest);
  const hash: Hash = createHash(algorithm);
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => `${algorithm}:${hash.digest('hex')}`,
  };
}
