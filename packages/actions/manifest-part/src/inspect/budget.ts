import { ActionError, quote } from '@gatehouse/action-kit';

/** How much one archive may unpack to. */
export interface Limits {
  /** Bytes, whatever the size of the archive. */
  readonly bytes: number;
  /** Bytes for each byte of the archive. Programs and their text pack to a tenth at best. */
  readonly ratio: number;
  /** Bytes that even the smallest archive may unpack to. */
  readonly leastBytes: number;
  readonly entries: number;
}

/** Far above any real build, far below what stalls a runner. */
export const LIMITS: Limits = { bytes: 16 * 2 ** 30, ratio: 200, leastBytes: 2 ** 26, entries: 500_000 };

/** What is left of {@link Limits}; both methods fail with `ARCHIVE_TOO_LARGE` once it is used up. */
export interface Budget {
  spendBytes(count: number): void;
  spendEntry(): void;
}

export function openBudget(name: string, archiveBytes: number, limits: Limits): Budget {
  const allowed = Math.min(limits.bytes, Math.max(limits.leastBytes, limits.ratio * archiveBytes));
  let bytes = 0;
  let entries = 0;
  const refuse = (found: string) => {
    throw new ActionError({
      code: 'ARCHIVE_TOO_LARGE',
      message: `${quote(name)} (${archiveBytes} bytes) unpacks to more than ${found}, which no release archive does.`,
      hint: 'Look at what the build packed. If the archive is right, set "inspect: false" for it.',
    });
  };
  return {
    spendBytes(count) {
      bytes += count;
      if (bytes > allowed) refuse(`${allowed} bytes`);
    },
    spendEntry() {
      entries += 1;
      if (entries > limits.entries) refuse(`${limits.entries} entries`);
    },
  };
}

/** `chunks`, each paid for before it is handed on. */
export async function* metered(
  chunks: AsyncIterable<Uint8Array>,
  budget: Budget,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunks) {
    budget.spendBytes(chunk.length);
    yield chunk;
  }
}
