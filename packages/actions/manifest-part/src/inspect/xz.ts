import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import * as xz from 'xz-decompress';

// Node offers the exports of this CommonJS package under `default` only, a bundler by their names.
const { XzReadableStream } = xz.default ?? xz;

/** What the decoder's numbers mean (`enum xz_ret` of XZ Embedded). */
const REASONS: Readonly<Record<string, string>> = {
  3: 'its dictionary does not fit into memory',
  4: 'its dictionary is larger than the decoder allows; compress it with xz -9 or less',
  5: 'it is not xz',
  6: 'it uses a filter other than LZMA2, or an integrity check other than CRC32 or CRC64',
  7: 'its data is damaged',
  8: 'it ends early, or something else follows its end',
};

/** The decompressed bytes of the `.xz` file at `path`, in chunks of 64 KiB or so. */
export async function* unxz(path: string): AsyncGenerator<Uint8Array, void, void> {
  const compressed = Readable.toWeb(createReadStream(path));
  const decoded = new XzReadableStream(compressed as never) as ReadableStream<Uint8Array>;
  try {
    yield* decoded;
  } catch (thrown) {
    const reason = REASONS[/error code (\d+)$/.exec(String(thrown))?.[1] ?? ''];
    throw reason === undefined ? thrown : new Error(reason, { cause: thrown });
  }
}
