import { json, type Route, route, type StageRequest, type StageResponse } from '../route.ts';
import type { PublishedCrate } from './published.ts';
import { refusal } from './refusal.ts';
import { type CrateStore, canonical, sha256 } from './store.ts';
import type { TokenBook } from './tokens.ts';

/** What reading needs to know. */
export interface ReadingDeps {
  readonly store: CrateStore;
  readonly tokens: TokenBook;
  /** `token`: the index and the files need a token, as private registries have it. */
  readonly reading: 'public' | 'token';
  readonly trustedOnly: readonly string[];
}

/** The sparse index, the web API and the file server of a registry. */
export function readingRoutes({ store, tokens, reading, trustedOnly }: ReadingDeps): readonly Route[] {
  const guarded =
    (handle: (request: StageRequest) => StageResponse) =>
    (request: StageRequest): StageResponse =>
      reading === 'token' && tokens.grant(request.headers) === undefined
        ? refusal(401, 'this registry needs a token')
        : handle(request);

  const config = ({ url }: StageRequest) =>
    json(200, {
      dl: `${url.origin}/api/v1/crates`,
      api: url.origin,
      ...(reading === 'token' ? { 'auth-required': true } : {}),
    });

  const index = ({ params: { path = '' }, headers }: StageRequest): StageResponse => {
    const name = path.replace(/^.*\//, '');
    const seen = store
      .versions(name)
      .filter((crate) => indexPath(crate.name) === path && store.isVisible(crate, 'index'));
    if (seen.length === 0) return { status: 404 };
    const body = seen.map((crate) => `${JSON.stringify(indexLine(crate))}\n`).join('');
    const etag = `"${sha256(Buffer.from(body))}"`;
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    return { status: 200, headers: { 'content-type': 'text/plain', etag }, body };
  };

  const indexLine = (crate: PublishedCrate) => ({
    ...crate.entry,
    cksum: store.checksum(crate, 'index'),
    yanked: crate.yanked,
  });

  const crateInfo = ({ params: { name = '' } }: StageRequest): StageResponse => {
    const [first] = store.versions(name);
    if (first === undefined) return refusal(404, `crate \`${name}\` does not exist`);
    const only = trustedOnly.some((crate) => canonical(crate) === canonical(name));
    return json(200, { crate: { id: first.name, name: first.name, trustpub_only: only } });
  };

  const versionInfo = ({ params: { name = '', version = '' } }: StageRequest): StageResponse => {
    const crate = store.find(name, version);
    if (crate === undefined || !store.isVisible(crate, 'api')) {
      return refusal(404, `crate \`${name}\` does not have a version \`${version}\``);
    }
    return json(200, {
      version: {
        crate: crate.name,
        num: crate.version,
        checksum: store.checksum(crate, 'api'),
        crate_size: crate.bytes.length,
        yanked: crate.yanked,
        trustpub_data:
          crate.by.kind === 'trusted'
            ? {
                provider: 'github',
                repository: crate.by.repository,
                run_id: crate.by.runId,
                sha: crate.by.sha,
              }
            : null,
      },
    });
  };

  // Without a look whether it is there, as on crates.io.
  const download = ({ params: { name, version = '' }, url }: StageRequest): StageResponse => ({
    status: 302,
    headers: {
      location: `${url.origin}/crates/${name}/${name}-${version.replaceAll('+', '%2B')}.crate`,
    },
  });

  const file = ({ params: { name = '', file: filename = '' } }: StageRequest): StageResponse => {
    const crate = store
      .versions(name)
      .find((held) => filename === `${held.name}-${held.version}.crate` && store.isVisible(held, 'cdn'));
    if (crate === undefined) return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    return {
      status: 200,
      headers: { 'content-type': 'application/gzip' },
      body: store.bytes(crate, 'cdn'),
    };
  };

  return [
    route('GET', '/index/config.json', config),
    route('GET', '/index/*path', guarded(index)),
    route('GET', '/api/v1/crates/:name', identified(crateInfo)),
    route('GET', '/api/v1/crates/:name/:version', identified(versionInfo)),
    route('GET', '/api/v1/crates/:name/:version/download', guarded(download)),
    route('GET', '/crates/:name/:file', guarded(file)),
  ];
}

/** Where the index keeps a crate (https://doc.rust-lang.org/cargo/reference/registry-index.html#index-files). */
function indexPath(crate: string): string {
  const name = crate.toLowerCase();
  if (name.length < 3) return `${name.length}/${name}`;
  if (name.length === 3) return `3/${name[0]}/${name}`;
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}

/** crates.io answers only who says in its User-Agent what it is; a library's own name is not enough. */
function identified(
  handle: (request: StageRequest) => StageResponse,
): (request: StageRequest) => StageResponse {
  return (request) =>
    /^(?:node|undici)?$/.test(request.headers['user-agent'] ?? '')
      ? refusal(403, 'A User-Agent that identifies the client is required.')
      : handle(request);
}
