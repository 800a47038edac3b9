import { createReadStream } from 'node:fs';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { ArchiveFile } from './archive.ts';
import type { Budget } from './budget.ts';

const DECODERS = {
  gzip: () => createGunzip({ chunkSize: 2 ** 17 }),
  zstd: () => createZstdDecompress({ chunkSize: 2 ** 17 }),
};

/**
 * The decompressed bytes of a file, all of its gzip members or zstd frames.
 *
 * Node ends a zstd stream after its first frame without a word, at least where the next one is in the same chunk of
 * input. What a decoder left is therefore given to another one, and each of them counts as an entry.
 */
export async function* decompressed(
  { path, size }: ArchiveFile,
  format: keyof typeof DECODERS,
  budget: Budget,
): AsyncGenerator<Uint8Array, void, void> {
  for (let start = 0; start < size; ) {
    budget.spendEntry();
    const source = createReadStream(path, { start });
    const decoder = DECODERS[format]();
    source.on('error', (error) => decoder.destroy(error)).pipe(decoder);
    try {
      yield* decoder;
    } finally {
      source.destroy();
    }
    if (decoder.bytesWritten === 0) throw new Error(`something else follows its end at byte ${start}`);
    start += decoder.bytesWritten;
  }
}
