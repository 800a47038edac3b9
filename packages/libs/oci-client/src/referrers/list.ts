import { isRegistryError, RegistryError } from '../error/index.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import { getManifest } from '../manifest/get.ts';
import { OCI_INDEX, plainType } from '../manifest/media-type.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import { type Digest, formatRepository, type Repository } from '../reference/index.ts';
import { readBounded } from '../transport/body.ts';
import { nextPage } from '../transport/pages.ts';
import type { Transport } from '../transport/transport.ts';
import { fallbackTag } from './fallback-tag.ts';

/** What refers to a manifest: signatures, attestations, SBOMs. */
export interface Referrers {
  /** Where the answer is from. Next to `api` a fallback tag is not read: the registry keeps the list itself. */
  readonly via: 'api' | 'fallback-tag';
  readonly descriptors: readonly Descriptor[];
}

const LARGEST_PAGE = 4 * 1024 * 1024;
/** A list longer than this is an attack on its reader. */
const MOST_PAGES = 50;

/**
 * Lists what refers to `subject`. Only a registry that says that it has no such API leads to the fallback tag,
 * and only one that says that this tag does not exist to an empty list: a throttled or broken answer is an
 * error, never "no referrers". Nothing is filtered: fallback lists often lack the right artifact type
 * (sigstore/cosign#4641). Fails with a `RegistryError`.
 */
export async function listReferrers(
  transport: Transport,
  repository: Repository,
  subject: Digest,
): Promise<Referrers> {
  return (await fromApi(transport, repository, subject)) ?? fromTag(transport, repository, subject);
}

async function fromApi(
  transport: Transport,
  repository: Repository,
  subject: Digest,
): Promise<Referrers | undefined> {
  const what = `the referrers of ${formatRepository(repository)}@${subject}`;
  const descriptors: Descriptor[] = [];
  let target: string | URL = `referrers/${subject}`;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found = await readPage(transport, repository, target, what);
    if (found === 'no-api') {
      if (page === 1 && !transport.referrersApi.has(repository.registry)) return undefined;
      throw incomplete(what, 'a page that is not an index', 'transient');
    }
    transport.referrersApi.add(repository.registry);
    descriptors.push(...found.descriptors);
    if (found.next === undefined) return { via: 'api', descriptors: unique(descriptors) };
    target = found.next;
  }
  throw incomplete(what, `more than ${MOST_PAGES} pages`, 'invalid');
}

async function readPage(transport: Transport, repository: Repository, target: string | URL, what: string) {
  const request = {
    method: 'GET',
    repository,
    target,
    what,
    headers: { accept: OCI_INDEX },
    endpoint: 'optional',
  } as const;
  try {
    return await transport.send(request, async (response, url) => {
      // Some registries without the API lead to a login page with 200.
      if (plainType(response.headers.get('content-type')) !== OCI_INDEX) {
        await response.body?.cancel();
        return 'no-api';
      }
      const { manifest } = parseManifest(await readBounded(response, LARGEST_PAGE, what), OCI_INDEX, what);
      const descriptors = manifest.kind === 'index' ? manifest.manifests : [];
      return { descriptors, next: nextPage(url, response.headers.get('link')) };
    });
  } catch (thrown) {
    const isUnknown =
      isRegistryError(thrown, 'absent') ||
      (isRegistryError(thrown, 'invalid') && NO_API.includes(thrown.status ?? 0));
    if (isUnknown) return 'no-api';
    throw thrown;
  }
}

/** How registries answer at an address that they do not know. */
const NO_API = [400, 404, 405, 406, 501];

async function fromTag(transport: Transport, repository: Repository, subject: Digest): Promise<Referrers> {
  try {
    const name = { kind: 'tag', tag: fallbackTag(subject) } as const;
    const { manifest } = await getManifest(transport, repository, name);
    return { via: 'fallback-tag', descriptors: manifest.kind === 'index' ? unique(manifest.manifests) : [] };
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return { via: 'fallback-tag', descriptors: [] };
    throw thrown;
  }
}

function unique(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  return [...new Map(descriptors.map((one) => [one.digest, one])).values()];
}

function incomplete(what: string, found: string, kind: 'transient' | 'invalid'): RegistryError {
  return new RegistryError({ kind, message: `${what} have ${found}; the list cannot be read whole.` });
}
