import type { RetryDeps } from '@gatehouse/retry';

/** A clock on which every pause is over at once, and which keeps them. */
export function quickClock(): RetryDeps & { readonly pauses: readonly number[] } {
  const pauses: number[] = [];
  let now = 0;
  return {
    pauses,
    now: () => now,
    async sleep(ms) {
      pauses.push(ms);
      now += ms;
    },
    random: () => 0.5,
  };
}
