import type { GitHubClient } from '@gatehouse/github-client';
import type { KeptPin, Pin } from '@gatehouse/workflow-kit';
import { writeKept } from './kept-files.ts';
import { readPinRequest } from './pin-request.ts';
import { keptWith, type PinnedRepository } from './pinned-repository.ts';
import { readDefinition } from './read-definition.ts';

/** What a refresh has done. */
export interface Refreshed {
  /** The actions whose `action.yml` was read. */
  readonly read: readonly string[];
  /** Files that were written, by their path in the repository. */
  readonly written: readonly string[];
}

/** Reads the `action.yml` of every pin of which nothing is kept, or what belongs to another commit. Changes no pin. */
export async function refresh(client: GitHubClient, repository: PinnedRepository): Promise<Refreshed> {
  const found: KeptPin[] = [];
  for (const pin of repository.pins.values()) {
    if (isKept(pin, repository)) continue;
    const { action, commit, version } = pin;
    found.push(await readDefinition(client, readPinRequest(action), { commit, version }));
  }
  const written = writeKept(repository.root, keptWith(repository, ...found));
  return { read: found.map(({ action }) => action), written };
}

/** Whether what is kept of `pin` belongs to its commit. */
export function isKept({ action, commit, version }: Pin, { kept }: Pick<PinnedRepository, 'kept'>): boolean {
  const found = kept.get(action);
  return found?.commit === commit && found.version === version;
}
