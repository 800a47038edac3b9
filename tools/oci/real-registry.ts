import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ociEnvironment } from './programs.ts';

/** The registries that can be started here: Debian's distribution, and the one of go-containerregistry. */
export type RealRegistryKind = 'docker-registry' | 'crane';

export const REAL_REGISTRIES: readonly RealRegistryKind[] = ['docker-registry', 'crane'];

/** A registry of our own on the loopback address, with a folder of its own. */
export interface RealRegistry extends AsyncDisposable {
  readonly kind: RealRegistryKind;
  /** `127.0.0.1:PORT` */
  readonly host: string;
}

/** What the password file of {@link startRealRegistry} lets in. */
export const REGISTRY_USER = { username: 'tester', password: 'open sesame' } as const;
const HTPASSWD = `${REGISTRY_USER.username}:$2b$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW\n`;

/** Starts a registry, never the machine's own service. `guarded` wants {@link REGISTRY_USER} by Basic. */
export async function startRealRegistry(
  kind: RealRegistryKind,
  access: 'open' | 'guarded' = 'open',
): Promise<RealRegistry> {
  const folder = await mkdtemp(join(tmpdir(), `${kind}-`));
  const [command, args] =
    kind === 'docker-registry'
      ? ['docker-registry', ['serve', await dockerRegistryConfig(folder, access)]]
      : ['crane', ['registry', 'serve', '--address', '127.0.0.1:0']];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: ociEnvironment });
  const port = await portOf(child);
  return {
    kind,
    host: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function dockerRegistryConfig(folder: string, access: 'open' | 'guarded'): Promise<string> {
  const path = join(folder, 'config.yml');
  const passwords = join(folder, 'htpasswd');
  await writeFile(passwords, HTPASSWD);
  const auth = access === 'guarded' ? `auth: {htpasswd: {realm: test, path: "${passwords}"}}\n` : '';
  const storage = `storage: {filesystem: {rootdirectory: "${join(folder, 'data')}"}, delete: {enabled: true}}\n`;
  await writeFile(path, `version: 0.1\nhttp: {addr: "127.0.0.1:0", secret: test}\n${storage}${auth}`);
  return path;
}

/** Both print the port that the system gave them. */
async function portOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr as NodeJS.ReadableStream })) {
    said.push(line);
    const port = /(?:listening on 127\.0\.0\.1:|serving on port )(\d+)/.exec(line)?.[1];
    if (port !== undefined) {
      // What is not read would fill the pipe and stop the registry.
      child.stderr?.resume();
      return port;
    }
  }
  throw new Error(`the registry did not start: ${said.join('\n')}`);
}
