import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type Budget, metered } from './budget.ts';
import { headOf, type Member } from './member.ts';

/** The files that the central directory of a zip file lists. Each is read whole and checked by its CRC. */
export async function* zipMembers(path: string, budget: Budget): AsyncGenerator<Member, void, void> {
  const zip = await openPromise(path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      budget.spendEntry();
      if (!entry.fileName.endsWith('/')) yield await readMember(zip, entry, budget);
    }
  } finally {
    zip.close();
  }
}

async function readMember(zip: ZipFile, entry: Entry, budget: Budget): Promise<Member> {
  const content = await zip.openReadStreamPromise(entry);
  let sum = 0;
  async function* summed(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  }
  const head = await headOf(summed(metered(content, budget)));
  if (sum !== entry.crc32) throw new Error('the checksum of a file in it does not match');
  return { path: entry.fileName, head };
}
