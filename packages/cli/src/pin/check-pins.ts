import { isDeepStrictEqual } from 'node:util';
import type { GitHubClient } from '@gatehouse/github-client';
import { type KeptPin, type Pin, showPosition } from '@gatehouse/workflow-kit';
import { PINS_MODULE } from '../repository.ts';
import { staleKeptFiles } from './kept-files.ts';
import { peel } from './peel.ts';
import { readPinRequest } from './pin-request.ts';
import { keptWith, type PinnedRepository } from './pinned-repository.ts';
import { readDefinition } from './read-definition.ts';
import { isKept } from './refresh.ts';
import { findTag } from './tags.ts';

/** What can be said of the pins without asking GitHub, one line each; empty is good. */
export function offlineFindings(repository: PinnedRepository): readonly string[] {
  const { root, pins, kept } = repository;
  const missing = [...pins.values()].filter((pin) => !isKept(pin, repository));
  const strays = [...kept.keys()].filter((action) => !pins.has(action));
  // actions.json was read, so it says what it says, however it is formatted; the module must follow from it.
  const files = kept.size === 0 ? [] : staleKeptFiles(root, keptWith(repository)).filter(isModule);
  return [
    ...missing.map(
      (pin) =>
        `${showPosition(pin.at)}: ${aboutMissing(pin, kept.get(pin.action))} They are not checked. Run gatehouse pin --refresh.`,
    ),
    ...strays.map(
      (action) =>
        `actions.json has ${action}, but the catalogue of pins doesn't. Run gatehouse pin --refresh.`,
    ),
    ...(strays.length > 0 ? [] : files).map((file) => `${file} is out of date. Run gatehouse pin --refresh.`),
  ];
}

const isModule = (file: string) => file.endsWith(PINS_MODULE);

function aboutMissing({ action, version }: Pin, kept: KeptPin | undefined): string {
  return kept === undefined
    ? `no inputs are kept for ${action} ${version}.`
    : `the kept inputs of ${action} are those of ${kept.version}, not ${version}.`;
}

/** What GitHub says otherwise than the catalogue and what is kept of `pin`, one line each; empty is good. */
export async function onlineFindings(
  client: GitHubClient,
  pin: Pin,
  { kept }: Pick<PinnedRepository, 'kept'>,
): Promise<readonly string[]> {
  const { action, commit, version, at } = pin;
  const request = readPinRequest(action);
  const say = (message: string) => [`${showPosition(at)}: ${message}`];
  const tag = await findTag(client, request, version);
  if (tag === undefined) return say(`The tag ${version} of ${action} no longer exists.`);
  const leadsTo = await peel(client, request, version, tag.object);
  if (leadsTo !== commit) {
    return say(
      `The tag ${version} of ${action} was moved: it now points to ${leadsTo}, but the catalogue has ${commit}. Find out who moved it.`,
    );
  }
  const held = kept.get(action);
  if (held === undefined || held.commit !== commit) return [];
  const found = await readDefinition(client, request, { commit, version });
  return isDeepStrictEqual(found, held)
    ? []
    : say(
        `the kept inputs of ${action} differ from its action.yml at that commit. Run gatehouse pin ${action}@${version}.`,
      );
}
