import { notFound, unprocessable } from '../github/answers.ts';
import { paged } from '../github/paging.ts';
import { json, type Route, route, type StageResponse } from '../route.ts';
import { type ReleaseDesk, repositoryRoute, type Visit } from './desk.ts';
import type { HeldAsset, HeldRelease } from './store.ts';
import { apiAsset } from './wire.ts';

/** Lists, uploads, downloads, renames and deletes the files of a release. */
export function assetRoutes(desk: ReleaseDesk): readonly Route[] {
  const { store } = desk;
  const repo = '/repos/:owner/:repo/releases';
  const releaseOf = ({ repository, request, mayWrite }: Visit) => {
    const release = store.get(repository, Number(request.params.id));
    return release?.draft && !mayWrite ? undefined : release;
  };
  const find = (visit: Visit): { readonly release: HeldRelease; readonly asset: HeldAsset } | undefined => {
    for (const release of store.list(visit.repository)) {
      const asset = release.assets.find(({ id }) => String(id) === visit.request.params.asset);
      if (asset !== undefined && (visit.mayWrite || !release.draft)) return { release, asset };
    }
    return undefined;
  };
  return [
    repositoryRoute(desk, 'GET', `${repo}/assets/:asset`, (visit) => {
      const found = find(visit);
      if (found === undefined) return notFound();
      return /octet-stream/.test(visit.request.headers.accept ?? '')
        ? redirect(visit, found.asset)
        : json(200, apiAsset(found.asset, found.release, visit.addresses));
    }),
    repositoryRoute(desk, 'PATCH', `${repo}/assets/:asset`, (visit) => {
      const found = find(visit);
      return found === undefined ? notFound() : rename(desk, visit, found.release, found.asset);
    }),
    repositoryRoute(desk, 'DELETE', `${repo}/assets/:asset`, (visit) => {
      const found = find(visit);
      if (found === undefined) return notFound();
      const assets = found.release.assets.filter((one) => one !== found.asset);
      store.update(found.release, { assets });
      return { status: 204 };
    }),
    repositoryRoute(desk, 'GET', `${repo}/:id/assets`, (visit) => {
      const release = releaseOf(visit);
      if (release === undefined) return notFound();
      return paged(
        visit.request,
        release.assets.map((asset) => apiAsset(asset, release, visit.addresses)),
      );
    }),
    repositoryRoute(desk, 'POST', `/uploads${repo}/:id/assets`, (visit) => {
      const release = releaseOf(visit);
      return release === undefined ? notFound() : upload(desk, visit, release);
    }),
    // What a person's browser opens; a draft's files are behind its `untagged-…` address for nobody here.
    route('GET', '/:owner/:repo/releases/download/:tag/:name', ({ params }) => {
      const release = store.at(`${params.owner}/${params.repo}`, params.tag);
      const asset = release?.draft ? undefined : release?.assets.find(({ name }) => name === params.name);
      return asset === undefined ? notFound() : content(asset);
    }),
    route('GET', '/release-storage/:owner/:repo/:id', ({ params }) => {
      const assets = store.list(`${params.owner}/${params.repo}`).flatMap((release) => release.assets);
      const asset = assets.find(({ id }) => String(id) === params.id);
      return asset === undefined ? notFound() : content(asset);
    }),
  ];
}

function upload({ store }: ReleaseDesk, visit: Visit, release: HeldRelease): StageResponse {
  const { query, headers, body } = visit.request;
  const name = storedName(query.get('name') ?? '');
  if (name === '') return refuse('missing_field', 'name');
  if (body.length === 0) return refuse('invalid', 'size');
  // https://docs.github.com/rest/releases/assets: delete the old file before a new one of the same name.
  if (release.assets.some((asset) => asset.name === name)) return refuse('already_exists', 'name');
  const contentType = headers['content-type'] ?? 'application/octet-stream';
  const asset = store.addAsset(release, { name, label: query.get('label'), contentType, bytes: body });
  return json(201, apiAsset(asset, release, visit.addresses));
}

function rename({ store }: ReleaseDesk, visit: Visit, release: HeldRelease, asset: HeldAsset): StageResponse {
  const body = (visit.request.json() ?? {}) as { readonly name?: string; readonly label?: string };
  const name = body.name === undefined ? asset.name : storedName(body.name);
  if (release.assets.some((one) => one !== asset && one.name === name)) {
    return refuse('already_exists', 'name');
  }
  const changed = { ...asset, name, label: body.label ?? asset.label };
  store.update(release, { assets: release.assets.map((one) => (one === asset ? changed : one)) });
  return json(200, apiAsset(changed, release, visit.addresses));
}

function refuse(code: 'already_exists' | 'invalid' | 'missing_field', field: string): StageResponse {
  return unprocessable('Validation Failed', { resource: 'ReleaseAsset', code, field });
}

/** GitHub puts a dot in the place of special characters, and takes dots off both ends. */
function storedName(name: string): string {
  return name.replace(/[^\w.+@-]+/g, '.').replace(/^\.+|\.+$/g, '');
}

function redirect({ repository, addresses }: Visit, { id }: HeldAsset): StageResponse {
  return { status: 302, headers: { location: `${addresses.origin}/release-storage/${repository}/${id}` } };
}

function content({ bytes, contentType, name }: HeldAsset): StageResponse {
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename=${name}`,
    },
    body: bytes,
  };
}
