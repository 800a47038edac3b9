import { run } from '@gatehouse/process';
import { ociEnvironment } from './programs.ts';

/** What a client that is not ours finds under a reference `host/path:tag` or `host/path@digest`. */
export interface ForeignView {
  readonly digest: string;
  /** The bytes of the manifest. */
  readonly manifest: string;
}

/** Clients that are not ours, by name: how each is asked for a digest and for a manifest. */
const CLIENTS = {
  skopeo: {
    digest: (image: string) => [
      'inspect',
      '--tls-verify=false',
      '--no-tags',
      '--override-os=linux',
      '--format={{.Digest}}',
      `docker://${image}`,
    ],
    manifest: (image: string) => ['inspect', '--tls-verify=false', '--raw', `docker://${image}`],
  },
  crane: {
    digest: (image: string) => ['digest', image],
    manifest: (image: string) => ['manifest', image],
  },
  regctl: {
    digest: (image: string) => ['--host', plain(image), 'image', 'digest', image],
    manifest: (image: string) => ['--host', plain(image), 'manifest', 'get', '--format=raw-body', image],
  },
} as const;

export type ForeignClient = keyof typeof CLIENTS;
export const FOREIGN_CLIENTS = Object.keys(CLIENTS) as readonly ForeignClient[];

/** Reads an image with a client that is not ours. */
export async function viewWith(client: ForeignClient, image: string): Promise<ForeignView> {
  const { digest, manifest } = CLIENTS[client];
  return {
    digest: (await output(client, digest(image))).trim(),
    manifest: await output(client, manifest(image)),
  };
}

/** Runs a client that is not ours and gives its standard output; fails with what it printed. */
export async function output(command: string, args: readonly string[]): Promise<string> {
  const result = await run({ command, args, env: ociEnvironment, timeoutMs: 30_000 });
  if (result.exitCode === 0) return result.stdout;
  throw new Error(`${command} ${args.join(' ')}: ${result.stderr}${result.stdout}`);
}

function plain(image: string): string {
  return `reg=${image.slice(0, image.indexOf('/'))},tls=disabled`;
}
