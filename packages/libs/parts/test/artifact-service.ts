import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An artifact as the service keeps it. */
export interface StoredArtifact {
  readonly name: string;
  readonly bytes: Buffer;
  /** What the listing tells, where it differs from the truth. */
  readonly told?: { readonly size?: number; readonly digest?: string };
}

/** The smallest results service that the artifact client is content with, on the loopback address. */
export interface ArtifactService extends AsyncDisposable {
  readonly url: string;
  /** On the loopback address. */
  readonly port: number;
  /** By id. */
  readonly artifacts: Map<number, StoredArtifact>;
  /** The method names of the calls so far, and `GET` for each download. */
  readonly calls: string[];
  /** How many of the next calls of a method break the connection. */
  readonly broken: Map<string, number>;
  /** The answers to the next calls of a method, before it works. */
  readonly refusals: Map<string, (readonly [status: number, msg: string])[]>;
  /** Methods that take a call and never answer. */
  readonly silent: Set<string>;
}

/** Starts one; `publicUrl` is the address that it gives, where it is reached by another than its own. */
export async function startArtifactService(publicUrl?: string): Promise<ArtifactService> {
  const artifacts = new Map<number, StoredArtifact>();
  const blocks = new Map<string, Buffer[]>();
  const created = new Set<string>();
  const calls: string[] = [];
  const broken = new Map<string, number>();
  const refusals: ArtifactService['refusals'] = new Map();
  const silent = new Set<string>();
  let url = '';
  // Ids that fall, for nothing may depend on their order.
  let nextId = 10_000;

  const methods: Record<string, (body: Record<string, string>) => readonly [number, object]> = {
    CreateArtifact({ name = '' }) {
      if (created.has(name)) {
        const msg = 'an artifact with this name already exists on the workflow run';
        return [409, { code: 'already_exists', msg }];
      }
      created.add(name);
      return [
        200,
        { ok: true, signed_upload_url: `${url}/blob/container/${encodeURIComponent(name)}?sig=5ignature` },
      ];
    },
    FinalizeArtifact({ name = '' }) {
      nextId -= 1;
      artifacts.set(nextId, { name, bytes: Buffer.concat(blocks.get(name) ?? []) });
      return [200, { ok: true, artifact_id: String(nextId) }];
    },
    ListArtifacts({ id_filter }) {
      const list = [...artifacts].filter(([id]) => id_filter === undefined || id_filter === String(id));
      return [200, { artifacts: list.map(([id, artifact]) => listed(id, artifact)) }];
    },
    GetSignedArtifactURL({ name = '' }) {
      const id = [...artifacts].find(([, artifact]) => artifact.name === name)?.[0];
      return [200, { signed_url: `${url}/download/${id}?sig=5ignature` }];
    },
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '', url);
    const body = await buffer(request);
    const [, kind, container, last = ''] = pathname.split('/');
    const call = kind === 'twirp' ? last : (request.method ?? '');
    calls.push(call);
    const left = broken.get(call) ?? 0;
    const refusal = refusals.get(call)?.shift();
    if (silent.has(call)) return;
    if (refusal !== undefined) {
      const [status, msg] = refusal;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ msg }));
    } else if (left > 0) {
      broken.set(call, left - 1);
      response.destroy();
    } else if (kind === 'twirp') {
      const [status, reply] = methods[last]?.(JSON.parse(body.toString())) ?? [
        404,
        { msg: 'no such method' },
      ];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
    } else if (kind === 'blob') {
      const name = decodeURIComponent(last);
      if (searchParams.get('comp') === 'block') blocks.set(name, [...(blocks.get(name) ?? []), body]);
      response.writeHead(201).end();
    } else {
      const bytes = artifacts.get(Number(container))?.bytes;
      response.writeHead(bytes === undefined ? 404 : 200, { 'content-type': 'application/zip' }).end(bytes);
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = publicUrl ?? `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    artifacts,
    calls,
    broken,
    refusals,
    silent,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listed(id: number, { name, bytes, told }: StoredArtifact) {
  return {
    workflow_run_backend_id: 'run',
    workflow_job_run_backend_id: 'job',
    database_id: String(id),
    name,
    size: String(told?.size ?? bytes.length),
    digest: told?.digest ?? `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  };
}
