import { HEAD_BYTES } from './elf.ts';

/** One file inside an archive. */
export interface Member {
  /** As the archive spells it: untrusted, and never used as a path. */
  readonly path: string;
  /** Its first bytes, at most `HEAD_BYTES`. */
  readonly head: Uint8Array;
}

/** Reads `chunks` to the end, so that damage anywhere shows, and keeps the first bytes. */
export async function headOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let filled = 0;
  for await (const chunk of chunks) {
    const taken = chunk.subarray(0, HEAD_BYTES - filled);
    head.set(taken, filled);
    filled += taken.length;
  }
  return head.subarray(0, filled);
}
