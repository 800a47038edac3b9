import { RegistryError } from '../error/index.ts';

/** Reads a body of at most `limit` bytes. A longer one fails with `invalid` before it is in memory. */
export async function readBounded(response: Response, limit: number, what: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) {
      throw new RegistryError({
        kind: 'invalid',
        message: `${what}: the answer has more than ${limit} bytes.`,
        hint: 'Check that the address is a registry; nothing of this kind is so large.',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The beginning of a body, for an error; the rest is dropped. */
export async function readBeginning(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit).toString('utf8');
}
