import { json, type Route, type StageResponse } from '../route.ts';
import { type RegistryDeps, type RegistryRequest, registryRoute } from './address.ts';
import { asDigest } from './digest.ts';
import { registryError } from './errors.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const PAGE = 1000;

/** Lists tags, a page at a time, and what refers to a digest. */
export function listRoutes(deps: RegistryDeps): readonly Route[] {
  const { store, behavior } = deps;

  const tags = ({ repository, query, url }: RegistryRequest): StageResponse => {
    const held = store.find(repository);
    if (held === undefined) return registryError('NAME_UNKNOWN', `there is no repository ${repository}`);
    const last = query.get('last') ?? '';
    const size = Math.min(Number(query.get('n') ?? PAGE), PAGE);
    const rest = [...held.tags.keys()].sort().filter((tag) => tag > last);
    const page = rest.slice(0, size);
    const link = `${url.pathname}?n=${size}&last=${encodeURIComponent(page.at(-1) ?? '')}`;
    const more = page.length > 0 && page.length < rest.length;
    return json(200, { name: repository, tags: page }, more ? { link: `<${link}>; rel="next"` } : {});
  };

  const referrers = ({ repository, last, query }: RegistryRequest): StageResponse => {
    if (behavior.referrers !== 'api') return registryError('MANIFEST_UNKNOWN', 'manifest unknown');
    const subject = asDigest(last);
    if (subject === undefined) return registryError('DIGEST_INVALID', `${last} is not a digest`);
    const wanted = query.get('artifactType');
    const manifests = [...(store.find(repository)?.manifests.values() ?? [])]
      .filter((held) => held.subject === subject && (wanted === null || held.artifactType === wanted))
      .map(({ mediaType, digest, bytes, artifactType, annotations }) => ({
        mediaType,
        digest,
        size: bytes.length,
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(annotations === undefined ? {} : { annotations }),
      }));
    return json(
      200,
      { schemaVersion: 2, mediaType: INDEX, manifests },
      { 'content-type': INDEX, ...(wanted === null ? {} : { 'oci-filters-applied': 'artifactType' }) },
    );
  };

  return [
    registryRoute(deps, 'GET', 'tags/list', tags),
    registryRoute(deps, 'GET', 'referrers/:last', referrers),
  ];
}
