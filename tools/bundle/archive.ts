import { gzipSync } from 'node:zlib';

/** The files of a release by path, relative to its root, with `/`. */
export type FileTree = ReadonlyMap<string, Uint8Array>;

const BLOCK = 512;

/**
 * The `.tar.gz` that the runner downloads for `uses:`. GitHub serves the tree of the commit under one
 * folder named after repository and commit, compressed at gzip's default level.
 */
export function archive(files: FileTree): Uint8Array {
  const blocks = [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, content]) => [
      tarHeader(`gatehouse-${'0'.repeat(40)}/${path}`, content.length),
      content,
      new Uint8Array(-content.length & (BLOCK - 1)),
    ]);
  return gzipSync(Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)]));
}

/** A plain file in the ustar format (POSIX.1-2017, pax, "ustar Interchange Format"). */
function tarHeader(path: string, size: number): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  header.write(path, 0, 100);
  header.write(octal(0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(0, 11), 136);
  // The checksum is taken over the header with blanks in its place.
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\u0000 `, 148);
  return header;
}
