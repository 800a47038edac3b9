import { quote } from '@gatehouse/action-kit/quote';
import type { GitHubClient } from '@gatehouse/github-client';
import { type KeptPin, type Pin, showPosition } from '@gatehouse/workflow-kit';
import { findRelease } from './find-release.ts';
import type { PinRequest } from './pin-request.ts';
import { readDefinition } from './read-definition.ts';
import { refusePin } from './refusal.ts';

/** What GitHub says of a request. */
export interface FoundPin {
  readonly pin: KeptPin;
  /** What a maintainer wants to know before using it. */
  readonly notices: readonly string[];
}

/**
 * Looks `request` up. `known` is the pin that the catalogue has of it; a version that leads to another commit
 * than there is refused.
 */
export async function lookUp(
  client: GitHubClient,
  request: PinRequest,
  known: Pin | undefined,
): Promise<FoundPin> {
  const { owner, repo } = request;
  const what = `the repository ${owner}/${repo}`;
  const { full_name, archived } = await client.get('/repos/{owner}/{repo}', { owner, repo }, { what });
  if (full_name.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) {
    throw refusePin(
      `${owner}/${repo} was renamed to ${quote(full_name)}; anyone could take over the old name.`,
      'Pin it under its new name.',
    );
  }
  const release = await findRelease(client, request, known);
  if (known !== undefined && known.version === release.version && known.commit !== release.commit) {
    throw refusePin(
      `The tag ${release.version} of ${owner}/${repo} was moved: it points to ${release.commit}, but ${showPosition(known.at)} has ${known.commit}.`,
      `A release must keep its commit. Find out who moved the tag before you change the pin by hand.`,
    );
  }
  // In the spelling of the catalogue, else in GitHub's own.
  const action = known?.action ?? [full_name, request.path].filter(Boolean).join('/');
  const pin = await readDefinition(client, { ...request, action }, release);
  return {
    pin,
    notices: archived === true ? [`${owner}/${repo} is archived and no longer maintained.`] : [],
  };
}
