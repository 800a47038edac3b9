import { imageFor } from '../../engine/stand-ins/docker-image.ts';
import { type RegistryService, registryService } from '../../registry/index.ts';
import type { Route } from '../../route.ts';
import type { HeldTag, RegistryFacts } from './registry-facts.ts';

/** The repository of the image that scenarios publish, at the stage. */
export const IMAGE_PATH = 'acme/widgets';

/** The registry of a scenario. */
export interface ImageRegistry {
  readonly routes: readonly Route[];
  /** The platforms of the image that a tag holds; `undefined` where there is no such tag. */
  platforms(tag: string, path?: string): readonly string[] | undefined;
  /** How often a tag was written by a request. */
  writes(tag: string): number;
  /** Tells that a job begins. */
  onJob(id: string): void;
}

const INDEX = 'application/vnd.oci.image.index.v1+json';

/** Makes the registry of a scenario, with its troubles. */
export function imageRegistry(facts: RegistryFacts): ImageRegistry {
  const { holds = [], immutable = [], late = 0, racer, vanishes = [] } = facts;
  const registry = registryService({ behavior: { isImmutable: (_, tag) => immutable.includes(tag) } });
  for (const held of holds) hold(registry, held, 'before');
  const written: string[] = [];
  const pushed = new Map<string, string>();
  let isBeaten = false;
  const beat = (when: NonNullable<typeof racer>['when']) => {
    if (racer === undefined || isBeaten || racer.when !== when) return;
    isBeaten = true;
    hold(registry, racer, 'racer');
  };
  const onWritten = ({ reference, tags }: WrittenManifest) => {
    if (reference.startsWith('sha256:')) {
      if (late > 0) registry.hide(IMAGE_PATH, reference, late);
      const platforms = platformsIn(registry, reference);
      if (platforms.length === 1) pushed.set(platforms[0] ?? '', reference);
      // The index of all legs, and no tag yet.
      if (platforms.length > 1 && tags.length === 0) beat('before-tag');
    }
    const named = reference.startsWith('sha256:') ? tags : [reference];
    written.push(...named);
    if (racer !== undefined && named.includes(racer.tag)) beat('after-tag');
  };
  return {
    routes: registry.routes.map((route) => observed(route, onWritten)),
    platforms: (tag, path = IMAGE_PATH) =>
      registry.manifest(path, tag) === undefined ? undefined : platformsIn(registry, tag, path),
    writes: (tag) => written.filter((one) => one === tag).length,
    onJob(id) {
      if (id !== 'publish') return;
      for (const { platform = '' } of vanishes) {
        const digest = pushed.get(platform);
        if (digest !== undefined) registry.expire(IMAGE_PATH, digest);
      }
    },
  };
}

/** A manifest that a request has put there. */
interface WrittenManifest {
  readonly reference: string;
  /** Those of the query. */
  readonly tags: readonly string[];
}

/** A route that tells of every manifest that was written. */
function observed(route: Route, onWritten: (manifest: WrittenManifest) => void): Route {
  if (route.method !== 'PUT') return route;
  return {
    ...route,
    handle: async (request) => {
      const response = await route.handle(request);
      const [, path, reference] = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(request.url.pathname) ?? [];
      if (path === IMAGE_PATH && reference !== undefined && response.status === 201) {
        onWritten({ reference: decodeURIComponent(reference), tags: request.query.getAll('tag') });
      }
      return response;
    },
  };
}

function hold(registry: RegistryService, { tag, platforms }: HeldTag, seed: string): void {
  const images = platforms.map((platform) => {
    const image = imageFor(platform, { seed, hasProvenance: false });
    for (const { bytes } of image.blobs) registry.seedBlob(IMAGE_PATH, bytes);
    registry.seedManifest(IMAGE_PATH, image.root.bytes);
    const [os, architecture, variant] = platform.split('/');
    const { mediaType, digest, size } = image.root;
    return { mediaType, digest, size, platform: { os, architecture, ...(variant && { variant }) } };
  });
  const index = { schemaVersion: 2, mediaType: INDEX, manifests: images };
  registry.seedManifest(IMAGE_PATH, Buffer.from(JSON.stringify(index)), [tag]);
}

/** The platforms that an index lists, attestations left out. */
function platformsIn(registry: RegistryService, reference: string, path = IMAGE_PATH): readonly string[] {
  const bytes = registry.manifest(path, reference)?.bytes;
  const { manifests = [] } = JSON.parse(bytes?.toString('utf8') ?? '{}') as {
    readonly manifests?: readonly { readonly platform?: Readonly<Record<string, string>> }[];
  };
  return manifests
    .flatMap(({ platform: { os, architecture, variant } = {} }) =>
      os === undefined || os === 'unknown' ? [] : [[os, architecture, variant].filter(Boolean).join('/')],
    )
    .sort();
}
