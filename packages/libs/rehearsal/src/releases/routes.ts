import { notFound } from '../github/answers.ts';
import { paged } from '../github/paging.ts';
import { json, type Route } from '../route.ts';
import { type ReleaseDesk, repositoryRoute, type Visit } from './desk.ts';
import { change, create } from './publishing.ts';
import type { HeldRelease } from './store.ts';
import { apiRelease } from './wire.ts';

/** Reads, makes, changes and deletes releases. */
export function releaseRoutes(desk: ReleaseDesk): readonly Route[] {
  const { store } = desk;
  const base = '/repos/:owner/:repo/releases';
  const visible = ({ repository, mayWrite }: Visit) =>
    store.list(repository).filter(({ draft }) => mayWrite || !draft);
  const published = (visit: Visit) => visible(visit).filter(({ draft }) => !draft);
  const shown = (visit: Visit, release: HeldRelease | undefined) =>
    release === undefined ? notFound() : json(200, apiRelease(release, visit.addresses));
  const byId = (visit: Visit) => visible(visit).find(({ id }) => String(id) === visit.request.params.id);
  return [
    repositoryRoute(desk, 'GET', base, (visit) =>
      paged(
        visit.request,
        visible(visit).map((one) => apiRelease(one, visit.addresses)),
      ),
    ),
    repositoryRoute(desk, 'GET', `${base}/latest`, (visit) =>
      shown(
        visit,
        published(visit).find(({ prerelease }) => !prerelease),
      ),
    ),
    // A draft is not found by its tag (https://docs.github.com/rest/releases/releases).
    repositoryRoute(desk, 'GET', `${base}/tags/*tag`, (visit) =>
      shown(
        visit,
        published(visit).find(({ tag }) => tag === visit.request.params.tag),
      ),
    ),
    repositoryRoute(desk, 'GET', `${base}/:id`, (visit) => shown(visit, byId(visit))),
    repositoryRoute(desk, 'POST', base, (visit) => create(desk, visit)),
    repositoryRoute(desk, 'PATCH', `${base}/:id`, async (visit) => {
      const release = byId(visit);
      return release === undefined ? notFound() : change(desk, visit, release);
    }),
    repositoryRoute(desk, 'DELETE', `${base}/:id`, (visit) => {
      const release = byId(visit);
      if (release === undefined) return notFound();
      store.delete(release);
      return { status: 204 };
    }),
  ];
}
