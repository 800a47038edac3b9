import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { Budget } from './budget.ts';
import { headOf, type Member } from './member.ts';

/** The files of a tar stream, in order. Nothing is kept of them but their first bytes. */
export async function* tarMembers(
  chunks: AsyncIterable<Uint8Array>,
  budget: Budget,
): AsyncGenerator<Member, void, void> {
  const source = Readable.from(chunks);
  const entries = extract();
  source.on('error', (error) => entries.destroy(error)).pipe(entries);
  try {
    for await (const entry of entries) {
      budget.spendEntry();
      yield { path: entry.header.name, head: await headOf(entry as AsyncIterable<Buffer>) };
    }
  } finally {
    source.destroy();
  }
}
