/** Reads little-endian numbers one after the other into `vars`; `null` where the bytes end first. */
export interface Reading {
  readonly vars: Record<string, number | null>;
  word16lu(name: string): Reading;
  word32lu(name: string): Reading;
  word64lu(name: string): Reading;
  skip(bytes: number): Reading;
}

/**
 * The part of the package `binary` that `unzip-stream` calls. The package and the two it builds on
 * come without a licence text, so a release must not hold them.
 */
export function parse(buffer: Buffer): Reading {
  let offset = 0;
  const word = (bytes: 2 | 4 | 8) => (name: string) => {
    const there = offset + bytes <= buffer.length;
    reading.vars[name] = there ? read(buffer, offset, bytes) : null;
    if (there) offset += bytes;
    return reading;
  };
  const reading: Reading = {
    vars: {},
    word16lu: word(2),
    word32lu: word(4),
    word64lu: word(8),
    skip(bytes) {
      offset += bytes;
      return reading;
    },
  };
  return reading;
}

function read(buffer: Buffer, offset: number, bytes: 2 | 4 | 8): number {
  return bytes === 8 ? Number(buffer.readBigUInt64LE(offset)) : buffer.readUIntLE(offset, bytes);
}
