import type { Route } from '../route.ts';
import { assetRoutes } from './assets.ts';
import type { ReleaseDesk } from './desk.ts';
import { releaseRoutes } from './routes.ts';
import { type HeldRelease, type NewRelease, ReleaseStore } from './store.ts';

export interface ReleasesOptions {
  /** The bare repository of each `owner/name`; publishing a release makes its tag there. */
  readonly repositories: Readonly<Record<string, string>>;
  /** What the token may do with contents; `write` when absent. */
  readonly contents?: 'read' | 'write';
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Releases with drafts and assets, as https://docs.github.com/rest/releases tells them. */
export interface ReleaseService {
  readonly routes: readonly Route[];
  /** Newest first, drafts among them. */
  releases(repository: string): readonly HeldRelease[];
  /** Puts a release there, as if somebody had made it before. */
  seed(
    release: NewRelease,
    files?: readonly { readonly filename: string; readonly bytes: Buffer }[],
  ): HeldRelease;
}

/** Routes for the releases of `repositories`; see {@link ReleaseService}. */
export function releaseService({
  repositories,
  contents = 'write',
  clock = Date.now,
}: ReleasesOptions): ReleaseService {
  const store = new ReleaseStore(clock);
  const desk: ReleaseDesk = { store, repositories, contents, server: 'https://github.com' };
  return {
    routes: [...assetRoutes(desk), ...releaseRoutes(desk)],
    releases: (repository) => store.list(repository),
    seed(order, files = []) {
      const release = store.create(order);
      for (const { filename: name, bytes } of files) {
        const current = store.get(release.repository, release.id) ?? release;
        store.addAsset(current, { name, label: null, contentType: 'application/octet-stream', bytes });
      }
      return store.get(release.repository, release.id) ?? release;
    },
  };
}
