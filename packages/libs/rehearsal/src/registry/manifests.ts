import type { Route, StageResponse } from '../route.ts';
import { type RegistryDeps, type RegistryRequest, registryRoute } from './address.ts';
import { asDigest, type Digest, digestOf, hasDigest } from './digest.ts';
import { registryError } from './errors.ts';
import { type ReadManifest, readManifest } from './manifest.ts';
import { findManifest, type Repository } from './repository.ts';

const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

/** Reads, pushes and deletes manifests, by digest and by tag. */
export function manifestRoutes(deps: RegistryDeps): readonly Route[] {
  const { store, behavior } = deps;

  const read = ({ method, repository, last }: RegistryRequest): StageResponse => {
    const held = store.find(repository);
    const found = held === undefined ? undefined : findManifest(held, last);
    if (found === undefined || store.isHidden(repository, last)) {
      return registryError('MANIFEST_UNKNOWN', `${last} is not in ${repository}`);
    }
    const headers = { 'content-type': found.mediaType, 'docker-content-digest': found.digest };
    return method === 'HEAD'
      ? { status: 200, headers: { ...headers, 'content-length': `${found.bytes.length}` } }
      : { status: 200, headers, body: found.bytes };
  };

  const push = (request: RegistryRequest): StageResponse => {
    const { repository, last, body, headers, query, url } = request;
    const target = pushTarget(last, body, query.getAll('tag'));
    if ('refusal' in target) return target.refusal;
    const reading = readManifest(body, headers['content-type']);
    if (reading.kind === 'invalid') return registryError('MANIFEST_INVALID', reading.problem);
    const held = store.open(repository);
    const refusal = missingContent(held, reading.manifest) ?? immutableTag(held, repository, target.tags);
    if (refusal !== undefined) return refusal;
    const { digest, tags } = target;
    held.manifests.set(digest, { ...reading.manifest, digest, bytes: body });
    for (const tag of tags) held.tags.set(tag, digest);
    const { subject } = reading.manifest;
    return {
      status: 201,
      headers: {
        location: `${url.origin}/v2/${repository}/manifests/${digest}`,
        'docker-content-digest': digest,
        ...(subject !== undefined && behavior.referrers === 'api' ? { 'oci-subject': subject } : {}),
        ...(last.includes(':') && tags.length > 0 ? { 'oci-tag': tags.join(', ') } : {}),
      },
    };
  };

  const remove = ({ repository, last }: RegistryRequest): StageResponse => {
    const held = store.find(repository);
    const found = held === undefined ? undefined : findManifest(held, last);
    if (held === undefined || found === undefined) {
      return registryError('MANIFEST_UNKNOWN', `${last} is not in ${repository}`);
    }
    if (!last.includes(':') && behavior.tagDeletion === 'tag-only') held.tags.delete(last);
    else forget(held, found.digest);
    return { status: 202 };
  };

  function pushTarget(
    last: string,
    body: Buffer,
    parameters: readonly string[],
  ): { readonly digest: Digest; readonly tags: readonly string[] } | { readonly refusal: StageResponse } {
    const byDigest = asDigest(last);
    const tags = byDigest === undefined ? [last] : behavior.tagParameter === 'supported' ? parameters : [];
    const wrong = tags.find((tag) => !TAG.test(tag));
    if (wrong !== undefined) {
      // What looks like a digest and is not one is no tag either.
      return { refusal: registryError(last.includes(':') ? 'DIGEST_INVALID' : 'TAG_INVALID', wrong) };
    }
    if (byDigest !== undefined && !hasDigest(body, byDigest)) {
      return { refusal: registryError('DIGEST_INVALID', `the manifest is not ${byDigest}`) };
    }
    return { digest: byDigest ?? digestOf(body), tags };
  }

  function missingContent(held: Repository, { blobs, children }: ReadManifest): StageResponse | undefined {
    if (behavior.content === 'may-be-missing') return undefined;
    const missing =
      blobs.find((digest) => !held.blobs.has(digest)) ??
      children.find((digest) => !held.manifests.has(digest));
    return missing === undefined
      ? undefined
      : registryError('MANIFEST_BLOB_UNKNOWN', `${missing} is not in this repository`);
  }

  function immutableTag(held: Repository, name: string, tags: readonly string[]): StageResponse | undefined {
    const tag = tags.find((candidate) => held.tags.has(candidate) && behavior.isImmutable(name, candidate));
    if (tag === undefined) return undefined;
    const message = `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`;
    return registryError('TAG_INVALID', message);
  }

  return [
    registryRoute(deps, 'GET', 'manifests/:last', read),
    registryRoute(deps, 'HEAD', 'manifests/:last', read),
    registryRoute(deps, 'PUT', 'manifests/:last', push),
    registryRoute(deps, 'DELETE', 'manifests/:last', remove),
  ];
}

/** Takes a manifest away, and every tag that names it. */
export function forget(held: Repository, digest: Digest): void {
  held.manifests.delete(digest);
  for (const [tag, named] of held.tags) if (named === digest) held.tags.delete(tag);
}
