import { messageOf } from '@gatehouse/action-kit';
import { type Failure, Limiter, realClock, retry, type Verdict } from '@gatehouse/retry';
import { Authorizer } from '../auth/authorizer.ts';
import { networkError, refusalError } from '../error/failure.ts';
import type { RegistryError } from '../error/index.ts';
import { readBeginning } from './body.ts';
import { DamagedContent, damageIn } from './damaged.ts';
import { endpointOf } from './endpoint.ts';
import { exchange } from './exchange.ts';
import { finalError } from './final-error.ts';
import { addressOf, askedOf, isWrite, type RegistryRequest, scopesOf } from './request.ts';
import type { TransportTerms } from './terms.ts';
import { verdictOf } from './verdict.ts';

const ATTEMPT_MS = 60_000;
const ERROR_BYTES = 64 * 1024;

/** What is known of one registry. */
interface Host {
  readonly origin: string;
  readonly authorizer: Authorizer;
  readonly writes: Limiter;
}

/** Sends requests to registries: authorized, repeated while that can help, a few writes at a time. */
export class Transport {
  readonly #terms: TransportTerms;
  readonly #hosts = new Map<string, Host>();
  /** Registries whose referrers API has answered; one that no longer does is broken, and not without it. */
  readonly referrersApi = new Set<string>();
  #requests = 0;

  constructor(terms: TransportTerms) {
    this.#terms = terms;
  }

  /** How many requests were sent, repeated ones included, those to token services not. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Sends `request` until `read` has made its answer into what the caller wants; `read` may throw
   * {@link DamagedContent}. Fails with a `RegistryError`.
   */
  async send<T>(request: RegistryRequest, read: (response: Response, url: URL) => Promise<T>): Promise<T> {
    const host = this.#host(request.repository.registry);
    const asked = askedOf(request, addressOf(request, host.origin));
    const attemptMs = request.body?.kind === 'stream' ? undefined : (request.attemptMs ?? ATTEMPT_MS);
    const attempt = (signal: AbortSignal) => this.#attempt(host, request, read, signal);
    const { once } = request;
    const persist = () =>
      once === undefined ? this.#persist(asked.what, attempt, attemptMs) : attempt(once);
    // A write keeps its place while it pauses: a host that is overloaded gets no others instead.
    return isWrite(request) ? host.writes.run(persist) : persist();
  }

  /** Does work of several requests again, from its first one, when it fails for the moment. */
  repeat<T>(what: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#persist(what, work, undefined);
  }

  async #persist<T>(
    what: string,
    work: (signal: AbortSignal) => Promise<T>,
    attemptTimeoutMs: number | undefined,
  ): Promise<T> {
    const { clock, log, remainingMs, signal } = this.#terms;
    let damaged = 0;
    const classify = (error: unknown): Verdict => {
      if (error instanceof DamagedContent && ++damaged < 2) return { kind: 'transient', reason: 'damaged' };
      return verdictOf(error);
    };
    const onRetry = ({ error, delayMs }: Failure) =>
      log.info(`${messageOf(error)} Trying again in ${Math.ceil(delayMs / 1000)} s.`);
    const policy = { deadlineMs: remainingMs(), attemptTimeoutMs, classify, signal, onRetry };
    try {
      return await retry((attempt) => work(attempt.signal), policy, clock ?? realClock);
    } catch (thrown) {
      throw finalError(what, thrown);
    }
  }

  async #attempt<T>(
    host: Host,
    request: RegistryRequest,
    read: (response: Response, url: URL) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const asked = askedOf(request, addressOf(request, host.origin));
    const { fetch, agent } = this.#terms;
    const scopes = scopesOf(request);
    const ask = (authorization: string | undefined) => {
      this.#requests += 1;
      return exchange(request, host.origin, { authorization, agent, signal, fetch });
    };
    try {
      const used = await host.authorizer.header(scopes, signal);
      let { response, url } = await ask(used);
      if (response.status === 401 && url.origin === host.origin) {
        const challenge = response.headers.get('www-authenticate');
        if (used !== undefined && challenge === null) throw await this.#refused(asked, response);
        await response.body?.cancel();
        ({ response, url } = await ask(
          await host.authorizer.renew({ url, challenge, used }, scopes, signal),
        ));
      }
      if (!response.ok) throw await this.#refused(asked, response);
      return await read(response, url);
    } catch (thrown) {
      throw damageIn(thrown) ?? networkError(asked, thrown);
    }
  }

  async #refused(asked: Parameters<typeof refusalError>[0], response: Response): Promise<RegistryError> {
    const body = await readBeginning(response, ERROR_BYTES);
    const { status, headers } = response;
    return refusalError(asked, { status, headers, body }, this.#terms.wallClock());
  }

  #host(registry: string): Host {
    const known = this.#hosts.get(registry);
    if (known !== undefined) return known;
    const { clock, plainHttp, writesPerHost, ...deps } = this.#terms;
    const host: Host = {
      origin: endpointOf(registry, plainHttp).origin,
      authorizer: new Authorizer(registry, { ...deps, now: (clock ?? realClock).now }),
      writes: new Limiter(writesPerHost),
    };
    this.#hosts.set(registry, host);
    return host;
  }
}
