import type { Commit } from './branch.ts';
import { isNewer, type RunIdentity } from './run-identity.ts';
import { parseTrailers } from './trailers.ts';

/** Who wrote a key after the run that is about to write it. */
export interface Superseding {
  readonly run: RunIdentity;
  readonly commit: string;
}

/**
 * Which of `keys` a newer run (or a newer attempt of this one) has written already, so that a slow run
 * does not put its older content over theirs. Looks no further back than `history` reaches, and
 * believes the trailers: whoever can commit to the branch can claim to be a newer run.
 */
export function supersededBy(
  history: readonly Commit[],
  run: RunIdentity,
  keys: readonly string[],
): ReadonlyMap<string, Superseding> {
  const found = new Map<string, Superseding>();
  for (const commit of history) {
    const trailers = parseTrailers(commit.message);
    if (trailers === undefined || !isNewer(trailers.run, run)) continue;
    for (const key of keys) {
      if (trailers.keys !== 'all' && !trailers.keys.has(key)) continue;
      const known = found.get(key);
      if (known === undefined || isNewer(trailers.run, known.run)) {
        found.set(key, { run: trailers.run, commit: commit.oid });
      }
    }
  }
  return found;
}
