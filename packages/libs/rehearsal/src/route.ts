import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** One request as a route sees it; the body has arrived whole. */
export interface StageRequest<Name extends string = string> {
  /** Upper case. */
  readonly method: string;
  /** The full address on this stage, so `url.origin` is the stage's own. */
  readonly url: URL;
  /** What the route's path captured, percent-decoded. */
  readonly params: Readonly<Record<Name, string>>;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body as JSON, `undefined` when it is none. */
  readonly json: () => unknown;
}

/** What a route answers; see {@link json} for the common case. */
export interface StageResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

/** One address of a service. The first route of the stage that fits a request answers it. */
export interface Route {
  readonly method: string;
  /**
   * The path without its query. `:name` takes one segment, `*name` everything to the end, slashes
   * included (`/repos/:owner/:repo/git/ref/*ref`); of a RegExp the named groups become parameters.
   */
  readonly path: string | RegExp;
  handle(request: StageRequest): StageResponse | Promise<StageResponse>;
}

type Captured<Segment extends string> = Segment extends `:${infer Name}` | `*${infer Name}` ? Name : never;
/** The names that a path captures: `'owner' | 'repo'` of `/repos/:owner/:repo`. */
export type PathNames<Path extends string> = Path extends `${infer Head}/${infer Rest}`
  ? Captured<Head> | PathNames<Rest>
  : Captured<Path>;

/** A route whose handler knows the names in its path. */
export function route<Path extends string>(
  method: string,
  path: Path,
  handle: (request: StageRequest<PathNames<Path>>) => StageResponse | Promise<StageResponse>,
): Route {
  return { method, path, handle };
}

/** An answer in JSON. */
export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): StageResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** The parameters of `pathname` when it fits `path`; the pathname is still percent-encoded. */
export function matchPath(path: string | RegExp, pathname: string): Record<string, string> | undefined {
  const groups = compile(path).exec(pathname);
  if (groups === null) return undefined;
  try {
    return Object.fromEntries(
      Object.entries(groups.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    );
  } catch {
    return undefined; // `%zz` decodes to nothing, so no parameter can hold it
  }
}

function compile(path: string | RegExp): RegExp {
  if (path instanceof RegExp) return path;
  const segments = path.split('/').map((segment) => {
    if (segment.startsWith(':')) return `(?<${segment.slice(1)}>[^/]+)`;
    if (segment.startsWith('*')) return `(?<${segment.slice(1)}>.+)`;
    return segment.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
