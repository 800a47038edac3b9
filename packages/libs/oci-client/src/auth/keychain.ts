import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { ActionError, quote } from '@gatehouse/action-kit';
import { run } from '@gatehouse/process';
import { formatRepository, type Repository } from '../reference/index.ts';
import { type ConfigFile, parseConfigFile } from './config-file.ts';
import { type ConfigSource, configSources } from './config-locations.ts';
import { ANONYMOUS, type Credential, conceal } from './credential.ts';
import { askCredentialHelper } from './credential-helper.ts';

/** Knows as whom a repository is asked. */
export interface Keychain {
  /** Anonymous where nothing is known. Fails with a `RegistryError` `auth`, or with `INVALID_DOCKER_CONFIG`. */
  credentialFor(repository: Repository): Promise<Credential>;
}

/** What a keychain needs from the world. */
export interface KeychainDeps {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly exec: typeof run;
}

/** The keychain of this machine: what docker, then podman have logged in to. Read at the first question. */
export function dockerKeychain(deps: Partial<KeychainDeps> = {}): Keychain {
  const { env = process.env, home = homedir(), exec = run } = deps;
  let files: Promise<readonly ConfigFile[]> | undefined;
  const known = new Map<string, Promise<Credential>>();
  return {
    async credentialFor(repository) {
      files ??= readAll(configSources(env, home));
      const found = find(await files, repository);
      const key = found.kind === 'helper' ? `${found.name} ${repository.registry}` : '';
      switch (found.kind) {
        case 'credential':
          return conceal(found.credential);
        case 'helper': {
          const asked = known.get(key) ?? askCredentialHelper(found.name, repository.registry, exec);
          known.set(key, asked);
          return conceal(await asked);
        }
        case 'none':
          return ANONYMOUS;
        default:
          return found satisfies never;
      }
    },
  };
}

type Finding =
  | { readonly kind: 'credential'; readonly credential: Credential }
  | { readonly kind: 'helper'; readonly name: string }
  | { readonly kind: 'none' };

/** The first file that knows the registry decides; in it, as docker does, its helper comes before its text. */
function find(files: readonly ConfigFile[], repository: Repository): Finding {
  for (const { auths, credHelpers, credsStore } of files) {
    const helper = credHelpers.get(repository.registry) ?? credsStore;
    if (helper !== undefined) return { kind: 'helper', name: helper };
    for (const key of keysOf(repository)) {
      const credential = auths.get(key);
      if (credential !== undefined) return { kind: 'credential', credential };
    }
  }
  return { kind: 'none' };
}

/** The keys under which podman may have a repository: the longest namespace first, the host last. */
function keysOf(repository: Repository): readonly string[] {
  const parts = formatRepository(repository).split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

async function readAll(sources: readonly ConfigSource[]): Promise<readonly ConfigFile[]> {
  const files = await Promise.all(sources.map(read));
  return files.filter((file) => file !== undefined);
}

async function read(source: ConfigSource): Promise<ConfigFile | undefined> {
  if (source.kind === 'text') return parseConfigFile(source.name, Buffer.from(source.text));
  try {
    return parseConfigFile(source.path, await readFile(source.path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (cause instanceof ActionError) throw cause;
    throw new ActionError({
      code: 'INVALID_DOCKER_CONFIG',
      message: `The registry credentials in ${quote(source.path)} cannot be read (${code}).`,
      hint: 'Give this user access to the file, or log in again.',
      cause,
    });
  }
}
