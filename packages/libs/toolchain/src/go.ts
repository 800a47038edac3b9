import { join } from 'node:path';
import { executable, type Installation } from './installation.ts';
import type { GoPin } from './pins.ts';

const TIMEOUT_MS = 600_000;
/** Its go.mod names the versions, its go.sum their hashes. */
const MODULE = join(import.meta.dirname, '..', 'go');

/** Builds the program into `folder`/bin with Go. */
export async function buildWithGo(
  { program, version }: GoPin,
  { name, folder, exec, env }: Installation,
): Promise<string | undefined> {
  const go = await exec({
    command: 'go',
    args: ['build', '-trimpath', '-o', join(folder, 'bin', executable(name)), program],
    cwd: MODULE,
    env: { ...env, GOFLAGS: '-mod=readonly -buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0' },
    timeoutMs: TIMEOUT_MS,
  });
  if (go.exitCode === 0) return undefined;
  if (go.kind === 'not-found') {
    return `${name} ${version} is built with Go, which was not found; install Go 1.21 or newer and try again.`;
  }
  return `Go could not build ${name} ${version}: ${go.stderr.trim().split('\n').slice(-3).join('\n')}`;
}
