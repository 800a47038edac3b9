import type { IncomingHttpHeaders } from 'node:http';
import { json, type Route, route, type StageRequest, type StageResponse } from '../route.ts';
import { registryError } from './errors.ts';

/** Who may do what, and how a client shows who it is. */
export interface RegistryAccess {
  /** `basic`: the password on every request, as ECR wants it. `bearer`: a token from `/token`, as most do. */
  readonly scheme: 'basic' | 'bearer';
  /** Passwords by user name; each user may read and write everything. */
  readonly users: Readonly<Record<string, string>>;
  /** Whether reading needs a user. */
  readonly anonymous: 'may-read' | 'refused';
  /** How many milliseconds a token is good for; an hour when absent. */
  readonly tokenLifetimeMs?: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Decides about requests, and gives out the tokens of the `bearer` scheme. */
export interface Gatekeeper {
  readonly routes: readonly Route[];
  /** The refusal of `request`, or `undefined` when it may go on. */
  refuse(request: StageRequest, repository: string): StageResponse | undefined;
}

/** Lets everybody do everything. */
export const openAccess: Gatekeeper = { routes: [], refuse: () => undefined };

interface Grant {
  readonly scopes: ReadonlySet<string>;
  readonly expiresAt: number;
}

const DEFAULT_LIFETIME_MS = 3_600_000;

/** The token flow of https://distribution.github.io/distribution/spec/auth/token/, or Basic. */
export function gatekeeper(access: RegistryAccess): Gatekeeper {
  const { scheme, users, anonymous, tokenLifetimeMs = DEFAULT_LIFETIME_MS, clock = Date.now } = access;
  const grants = new Map<string, Grant>();

  const token = ({ query, headers }: StageRequest): StageResponse => {
    const who = userOf(headers, users);
    if (who === 'wrong') return registryError('UNAUTHORIZED', 'authentication required');
    const scopes = query.getAll('scope').flatMap((scope) => scope.split(' '));
    const granted = scopes.flatMap((scope) => grantedActions(scope, who === 'nobody' ? anonymous : 'all'));
    const name = `stage-token-${grants.size + 1}`;
    grants.set(name, { scopes: new Set(granted), expiresAt: clock() + tokenLifetimeMs });
    return json(200, { token: name, expires_in: Math.ceil(tokenLifetimeMs / 1000) });
  };

  const mayWithToken = (headers: IncomingHttpHeaders, needed: string) => {
    const [, name = ''] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
    const grant = grants.get(name);
    return grant !== undefined && clock() < grant.expiresAt && grant.scopes.has(needed);
  };

  const mayWithPassword = (headers: IncomingHttpHeaders, action: string) => {
    const who = userOf(headers, users);
    return who === 'known' || (who === 'nobody' && anonymous === 'may-read' && action === 'pull');
  };

  const refuse = (request: StageRequest, repository: string): StageResponse | undefined => {
    const action = request.method === 'GET' || request.method === 'HEAD' ? 'pull' : 'push';
    const needed = `repository:${repository}:${action}`;
    const { headers, url } = request;
    const may = scheme === 'bearer' ? mayWithToken(headers, needed) : mayWithPassword(headers, action);
    if (may) return undefined;
    const scope = `repository:${repository}:${action === 'push' ? 'pull,push' : 'pull'}`;
    const challenge =
      scheme === 'bearer'
        ? `Bearer realm="${url.origin}/token",service="stage",scope="${scope}"`
        : 'Basic realm="stage"';
    return registryError('UNAUTHORIZED', 'authentication required', {
      headers: { 'www-authenticate': challenge },
    });
  };

  return { routes: scheme === 'bearer' ? [route('GET', '/token', token)] : [], refuse };
}

function userOf(headers: IncomingHttpHeaders, users: RegistryAccess['users']): 'known' | 'nobody' | 'wrong' {
  const { authorization } = headers;
  if (authorization === undefined) return 'nobody';
  const [, encoded = ''] = /^Basic (.+)$/i.exec(authorization) ?? [];
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return Object.hasOwn(users, user) && users[user] === password.join(':') ? 'known' : 'wrong';
}

/** `repository:a/b:pull,push` as one entry for each action that is granted. */
function grantedActions(scope: string, to: 'all' | RegistryAccess['anonymous']): readonly string[] {
  const [, name = '', actions = ''] = /^repository:(.+):([a-z,*]+)$/.exec(scope) ?? [];
  return actions
    .split(',')
    .filter((action) => to === 'all' || (to === 'may-read' && action === 'pull'))
    .map((action) => `repository:${name}:${action}`);
}
