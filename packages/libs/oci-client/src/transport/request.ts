import type { Scope } from '../auth/scope.ts';
import type { Asked } from '../error/failure.ts';
import { formatRepository, type Repository } from '../reference/index.ts';

/** What a request carries. A stream is opened again for each attempt. */
export type RequestBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'stream';
      readonly size: number;
      readonly open: (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
    };

/** One request to a registry's API. */
export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly repository: Repository;
  /** Below `/v2/<name>/`, such as `manifests/1.2`; or an address that the registry has given. */
  readonly target: string | URL;
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /** A repository of the same registry that is read as well, to mount from it. */
  readonly alsoReads?: Repository;
  /** What is asked for, in messages: `ghcr.io/acme/widgets:1.2`. Default: the repository. */
  readonly what?: string;
  /** Whether what is asked for was written moments ago. Default: `settled`. */
  readonly freshness?: Asked['freshness'];
  /** `optional` for an address that some registries do not know. Default: `required`. */
  readonly endpoint?: Asked['endpoint'];
  /**
   * The signal of the work that this request is a part of (see `Transport.repeat`). It is sent once: what only
   * makes sense with the request before it, such as the bytes of an upload, is repeated with that.
   */
  readonly once?: AbortSignal | undefined;
  /** The time for one attempt, in milliseconds; a stream takes as long as the deadline lets it. */
  readonly attemptMs?: number | undefined;
}

const WRITES: readonly RegistryRequest['method'][] = ['PUT', 'POST', 'PATCH', 'DELETE'];

/** Whether a request changes the registry. */
export const isWrite = ({ method }: RegistryRequest): boolean => WRITES.includes(method);

/** The rights that a request needs. */
export function scopesOf(request: RegistryRequest): readonly Scope[] {
  const { repository, alsoReads } = request;
  const own: Scope = { repository, access: isWrite(request) ? 'push' : 'pull' };
  return alsoReads === undefined ? [own] : [own, { repository: alsoReads, access: 'pull' }];
}

/** The address of a request at the registry whose API is at `origin`. */
export function addressOf({ repository, target, query = [] }: RegistryRequest, origin: string): URL {
  const url = new URL(target instanceof URL ? target : `${origin}/v2/${repository.path}/${target}`);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}

/** The request as messages name it. */
export function askedOf(request: RegistryRequest, url: URL): Asked {
  return {
    method: request.method,
    freshness: request.freshness ?? 'settled',
    endpoint: request.endpoint,
    request: `${request.method} ${url.origin}${url.pathname}`,
    what: request.what ?? formatRepository(request.repository),
  };
}
