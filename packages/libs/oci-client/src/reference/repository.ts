import { ActionError, quote } from '@gatehouse/action-kit';

/** A place for images at one registry. */
export interface Repository {
  /** The host, lowercase, with its port if it names one: `ghcr.io`, `localhost:5000`, `[::1]:5000`. */
  readonly registry: string;
  /** The path at the registry: `acme/widgets`, `library/debian`. */
  readonly path: string;
}

/** The names under which Docker Hub is known; the first is the one that references print. */
const DOCKER_HUB = ['docker.io', 'index.docker.io', 'registry-1.docker.io'] as const;

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:.]+\\])(?::[0-9]{1,5})?$`);
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
/** Registries store the name with host and path; the distribution spec counts both towards 255. */
const LONGEST = 255;

/** The one name of a registry that has several: `docker.io` for `index.docker.io`. */
export function canonicalRegistry(host: string): string {
  const lower = host.toLowerCase();
  return (DOCKER_HUB as readonly string[]).includes(lower) ? DOCKER_HUB[0] : lower;
}

/** Whether `first`, the part of a name before its first slash, is a host and not the start of a path. */
export function looksLikeHost(first: string): boolean {
  return /[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
}

/**
 * Reads `host/path`, or as docker does a short name: `debian` is `docker.io/library/debian`. Fails with
 * `INVALID_REFERENCE`.
 */
export function parseRepository(text: string): Repository {
  const slash = text.indexOf('/');
  const first = slash === -1 ? '' : text.slice(0, slash);
  const hasHost = slash !== -1 && looksLikeHost(first);
  const registry = canonicalRegistry(hasHost ? first : DOCKER_HUB[0]);
  const path = hasHost ? text.slice(slash + 1) : text;
  if (!HOST.test(registry) || (registry.startsWith('[') && !URL.canParse(`http://${registry}/`))) {
    throw invalid(text, `the registry ${quote(registry)}`, 'a host name with an optional port');
  }
  if (!PATH.test(path)) {
    throw invalid(
      text,
      `the path ${quote(path)}`,
      'lowercase letters, digits and slashes, with single ".", "_", "__" or "-" between them',
    );
  }
  // Docker reads 64 digits alone as the id of a local image.
  if (!hasHost && /^[0-9a-f]{64}$/.test(path)) throw invalid(text, 'an image id', 'the name of an image');
  const isOfficial = registry === DOCKER_HUB[0] && !path.includes('/');
  const repository = { registry, path: isOfficial ? `library/${path}` : path };
  if (formatRepository(repository).length > LONGEST) {
    throw invalid(text, 'a longer name', `at most ${LONGEST} characters`);
  }
  return repository;
}

/** `host/path`, with the host even for Docker Hub. */
export function formatRepository({ registry, path }: Repository): string {
  return `${registry}/${path}`;
}

/** Whether both are the same place. */
export function isSameRepository(one: Repository, other: Repository): boolean {
  return one.registry === other.registry && one.path === other.path;
}

function invalid(text: string, found: string, expected: string): ActionError<'INVALID_REFERENCE'> {
  return new ActionError({
    code: 'INVALID_REFERENCE',
    message: `The image reference ${quote(text)} has ${found}; expected ${expected}.`,
    hint: 'Write it as host/path:tag or host/path@sha256:…, for example ghcr.io/acme/widgets:1.2.3.',
  });
}
