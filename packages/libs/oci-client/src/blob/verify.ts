import type { Descriptor } from '../manifest/descriptor.ts';
import { hashFor } from '../reference/index.ts';
import { DamagedContent } from '../transport/damaged.ts';

/**
 * Passes bytes on while they are hashed, and breaks at the end, or where there are too many, unless they are
 * what the descriptor says. So nothing downstream can be complete and wrong.
 */
export function verifying({
  digest,
  size,
}: Pick<Descriptor, 'digest' | 'size'>): TransformStream<Uint8Array, Uint8Array> {
  const hash = hashFor(digest);
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.length;
      if (seen > size) throw new DamagedContent(`${digest} has more than its ${size} bytes.`);
      hash.update(chunk);
      controller.enqueue(chunk);
    },
    flush() {
      if (seen !== size) throw new DamagedContent(`found ${seen} bytes of ${digest}, expected ${size}.`);
      const found = hash.digest();
      if (found !== digest) throw new DamagedContent(`found the digest ${found}, expected ${digest}.`);
    },
  });
}
