import type { GitHubClient } from '@gatehouse/github-client';
import { type KeptPin, type Pin, parsePins, withPin } from '@gatehouse/workflow-kit';
import { CATALOGUE, SOURCES } from '../repository.ts';
import { writeWhole } from '../workflow-folder.ts';
import { writeKept } from './kept-files.ts';
import { lookUp } from './look-up.ts';
import type { PinRequest } from './pin-request.ts';
import { keptWith, type PinnedRepository } from './pinned-repository.ts';

/** What became of a pin. */
export interface PinOutcome {
  readonly kind: 'added' | 'changed' | 'unchanged';
  /** What the catalogue said before. */
  readonly from: Pin | undefined;
  readonly to: KeptPin;
  readonly notices: readonly string[];
  /** Files that were written, by their path in the repository. */
  readonly written: readonly string[];
}

/** GitHub tells owners and repositories apart by their letters, not by their case; folders by both. */
function isSameAction(action: string, { owner, repo, path }: PinRequest): boolean {
  const [itsOwner = '', itsRepo = '', ...itsPath] = action.split('/');
  const name = `${itsOwner}/${itsRepo}`.toLowerCase();
  return name === `${owner}/${repo}`.toLowerCase() && itsPath.join('/') === path;
}

/** Looks up what `request` means, and writes the catalogue and what is kept: all of it, or nothing. */
export async function pinOne(
  client: GitHubClient,
  request: PinRequest,
  repository: PinnedRepository,
): Promise<PinOutcome> {
  const { root, catalogue, text, pins } = repository;
  const from = [...pins.values()].find((pin) => isSameAction(pin.action, request));
  const { pin: to, notices } = await lookUp(client, request, from);
  const isSame = from?.commit === to.commit && from.version === to.version;
  const changed = withPin(text, catalogue, to);
  // The catalogue last: where this process ends before it, what is kept is known to belong to another commit.
  const kept = writeKept(root, keptWith({ ...repository, pins: parsePins(changed, catalogue) }, to));
  if (changed !== text) writeWhole(catalogue, changed);
  const kind = from === undefined ? 'added' : isSame ? 'unchanged' : 'changed';
  return { kind, from, to, notices, written: changed === text ? kept : [...kept, `${SOURCES}/${CATALOGUE}`] };
}
