import { type HeldAsset, type HeldRelease, sha256 } from './releases-held.ts';

/** One request, its path behind `/repos/{owner}/{repo}/releases`. */
export interface Asked {
  /** `POST /7/assets`. */
  readonly line: string;
  readonly url: URL;
  body: Buffer;
}

/** What GitHub answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly raw?: Buffer | undefined;
}

type Handle = (asked: Asked, id: string, name: string) => Answer;

/** GitHub's answers about the releases `held`, as https://docs.github.com/rest/releases tells them. */
export function releaseAnswers(held: HeldRelease[], digests: boolean): (asked: Asked) => Answer {
  let lastId = 1000;
  const releaseOf = (id: string) => held.find((one) => String(one.id) === id);
  const ownerOf = (id: string) => held.find(({ assets }) => assets.some((one) => String(one.id) === id));
  const assetOf = (id: string) => ownerOf(id)?.assets.find((one) => String(one.id) === id);

  const shown = (
    { id, tag, draft, immutable = false, target = 'main', assets }: HeldRelease,
    { origin }: URL,
  ) => ({
    id,
    tag_name: tag,
    target_commitish: target,
    draft,
    immutable,
    assets: assets.map(({ id: asset, name }) => ({ id: asset, name })),
    upload_url: `${origin}/uploads/repos/acme/python-versions/releases/${id}/assets{?name,label}`,
  });
  const shownAsset = ({ draft, tag }: HeldRelease, { id, name, state, bytes }: HeldAsset) => ({
    id,
    name,
    state,
    digest: digests && state === 'uploaded' ? `sha256:${sha256(bytes)}` : null,
    browser_download_url: `https://github.com/acme/python-versions/releases/download/${draft ? 'untagged-1' : tag}/${name}`,
  });
  const told = (release: HeldRelease | undefined, { url }: Asked, status = 200): Answer =>
    release === undefined ? NOT_FOUND : { status, body: shown(release, url) };

  const routes: readonly (readonly [RegExp, Handle])[] = [
    [
      /^GET $/,
      (asked) =>
        paged(
          asked,
          held.map((one) => shown(one, asked.url)),
        ),
    ],
    [
      /^POST $/,
      (asked) => {
        const { tag_name: tag, draft, prerelease, target_commitish: target } = JSON.parse(String(asked.body));
        lastId += 1;
        held.unshift({ id: lastId, tag, draft, prerelease, target, assets: [] });
        return told(held[0], asked, 201);
      },
    ],
    [
      /^GET \/tags\/(.*)$/,
      (asked, tag) =>
        told(
          held.find((one) => !one.draft && one.tag === tag),
          asked,
        ),
    ],
    [/^GET \/(\d+)$/, (asked, id) => told(releaseOf(id), asked)],
    [
      /^PATCH \/(\d+)$/,
      (asked, id) => {
        const release = releaseOf(id);
        const {
          draft,
          make_latest: latest,
          tag_name,
          target_commitish: target,
        } = JSON.parse(String(asked.body));
        // GitHub takes a draft without its tag for one that has none.
        if (release !== undefined)
          Object.assign(release, { draft, latest, target, tag: tag_name ?? 'untagged-1' });
        return told(release, asked);
      },
    ],
    [
      /^GET \/(\d+)\/assets$/,
      (asked, id) => {
        const release = releaseOf(id);
        if (release === undefined) return NOT_FOUND;
        return paged(
          asked,
          release.assets.map((one) => shownAsset(release, one)),
        );
      },
    ],
    [
      /^POST \/uploads\/(\d+)\/assets\?name=(.*)$/,
      ({ body }, id, name) => {
        const release = releaseOf(id);
        if (release === undefined) return NOT_FOUND;
        if (release.assets.some((one) => one.name === name)) return EXISTS;
        lastId += 1;
        const made: HeldAsset = { id: lastId, name, state: 'uploaded', bytes: body };
        release.assets.push(made);
        return { status: 201, body: shownAsset(release, made) };
      },
    ],
    [
      /^DELETE \/(\d+)$/,
      (_, id) => {
        const at = held.findIndex((one) => String(one.id) === id);
        if (at < 0) return NOT_FOUND;
        held.splice(at, 1);
        return { status: 204 };
      },
    ],
    // Another host stores the bytes, and refuses whoever shows it a token.
    [
      /^GET \/assets\/(\d+)$/,
      ({ url }, id) => ({ status: 302, headers: { location: `http://localhost:${url.port}/storage/${id}` } }),
    ],
    [/^GET \/storage\/(\d+)$/, (_, id) => ({ status: 200, raw: assetOf(id)?.bytes })],
    [
      /^DELETE \/assets\/(\d+)$/,
      (_, id) => {
        const release = ownerOf(id);
        if (release === undefined) return NOT_FOUND;
        release.assets = release.assets.filter((one) => String(one.id) !== id);
        return { status: 204 };
      },
    ],
    [
      /^PATCH \/assets\/(\d+)$/,
      ({ body }, id) => {
        const asset = assetOf(id);
        if (asset === undefined) return NOT_FOUND;
        asset.name = JSON.parse(String(body)).name;
        return { status: 200, body: {} };
      },
    ],
  ];
  return (asked) => {
    for (const [form, handle] of routes) {
      const found = form.exec(asked.line);
      if (found !== null)
        return handle(asked, ...(found.slice(1).map(decodeURIComponent) as [string, string]));
    }
    return { status: 500, body: { message: `Nothing here answers ${asked.line}.` } };
  };
}

function paged({ url }: Asked, all: readonly unknown[]): Answer {
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Number(url.searchParams.get('per_page'));
  const next = `<${url.origin}${url.pathname}?per_page=${size}&page=${page + 1}>; rel="next"`;
  const headers = page * size < all.length ? { link: next } : {};
  return { status: 200, headers, body: all.slice((page - 1) * size, page * size) };
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };
const EXISTS: Answer = {
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }],
  },
};
