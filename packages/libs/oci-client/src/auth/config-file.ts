import { ActionError, messageOf, quote } from '@gatehouse/action-kit';
import { parseStrictJson } from '@gatehouse/parts';
import { canonicalRegistry } from '../reference/index.ts';
import type { Credential } from './credential.ts';

/** The parts of docker's `config.json`, and of podman's `auth.json`, that are about credentials. */
export interface ConfigFile {
  /** For messages. */
  readonly path: string;
  /** By canonical registry, or registry and path as podman writes them. */
  readonly auths: ReadonlyMap<string, Credential>;
  /** Names of credential helpers, by canonical registry. */
  readonly credHelpers: ReadonlyMap<string, string>;
  /** The helper for every other registry. */
  readonly credsStore: string | undefined;
}

const LIMITS = { bytes: 1024 * 1024, depth: 16, values: 20_000 };

/** Reads a configuration; fails with `INVALID_DOCKER_CONFIG`, which quotes nothing of it. */
export function parseConfigFile(path: string, bytes: Uint8Array): ConfigFile {
  const config = asRecord(parse(path, bytes));
  const auths = Object.entries(asRecord(config.auths)).map(
    ([key, entry]) => [registryKey(key), entryCredential(asRecord(entry))] as const,
  );
  const helpers = Object.entries(asRecord(config.credHelpers)).map(
    ([key, name]) => [registryKey(key), String(name)] as const,
  );
  const { credsStore } = config;
  return {
    path,
    auths: new Map(auths.filter(([, credential]) => credential.kind !== 'anonymous')),
    credHelpers: new Map(helpers),
    credsStore: typeof credsStore === 'string' && credsStore !== '' ? credsStore : undefined,
  };
}

/**
 * The registry that a key means: docker also writes `https://index.docker.io/v1/`. Hosts are compared whole,
 * so that `ghcr.io` gets nothing that is meant for `ghcr.io.example.com`.
 */
function registryKey(key: string): string {
  const isAddress = /^https?:\/\//i.test(key);
  const [host = '', ...path] = key.replace(/^https?:\/\//i, '').split('/');
  // After an address comes the version of the API; after a bare host, a namespace of podman's.
  const namespace = isAddress || /^v[12]$/.test(path[0] ?? '') ? [] : path.filter((part) => part !== '');
  return [canonicalRegistry(host), ...namespace].join('/');
}

function entryCredential(entry: Readonly<Record<string, unknown>>): Credential {
  const text = (name: string) => (typeof entry[name] === 'string' ? entry[name] : '');
  if (text('registrytoken') !== '') return { kind: 'registry-token', token: text('registrytoken') };
  if (text('identitytoken') !== '') return { kind: 'identity-token', token: text('identitytoken') };
  const decoded = Buffer.from(text('auth'), 'base64').toString('utf8').replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  // A password may have colons, a user name may not.
  const username = colon === -1 ? text('username') : decoded.slice(0, colon);
  const password = colon === -1 ? text('password') : decoded.slice(colon + 1);
  return username === '' && password === '' ? { kind: 'anonymous' } : { kind: 'basic', username, password };
}

function parse(path: string, bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(bytes, LIMITS);
  } catch (cause) {
    throw new ActionError({
      code: 'INVALID_DOCKER_CONFIG',
      message: `The registry credentials in ${quote(path)} cannot be read: ${messageOf(cause)}.`,
      hint: 'Log in again, or remove the file.',
      cause,
    });
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
