import { join } from 'node:path';

/** Where credentials may be, first to last. */
export type ConfigSource =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'file'; readonly path: string };

/**
 * The places in which docker and then podman look: the text of `DOCKER_AUTH_CONFIG`; `config.json` in
 * `DOCKER_CONFIG` or `~/.docker`; `REGISTRY_AUTH_FILE`; `containers/auth.json` in `XDG_RUNTIME_DIR`,
 * `XDG_CONFIG_HOME` and `~/.config`.
 */
export function configSources(env: NodeJS.ProcessEnv, home: string): readonly ConfigSource[] {
  const { DOCKER_AUTH_CONFIG, DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = env;
  const files = [
    join(DOCKER_CONFIG || join(home, '.docker'), 'config.json'),
    ...(REGISTRY_AUTH_FILE ? [REGISTRY_AUTH_FILE] : []),
    ...[XDG_RUNTIME_DIR, XDG_CONFIG_HOME, join(home, '.config')]
      .filter((folder): folder is string => folder !== undefined && folder !== '')
      .map((folder) => join(folder, 'containers', 'auth.json')),
  ];
  return [
    ...(DOCKER_AUTH_CONFIG
      ? [{ kind: 'text' as const, name: 'DOCKER_AUTH_CONFIG', text: DOCKER_AUTH_CONFIG }]
      : []),
    ...[...new Set(files)].map((path) => ({ kind: 'file' as const, path })),
  ];
}
