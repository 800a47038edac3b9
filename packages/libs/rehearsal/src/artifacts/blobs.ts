import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Route, route, type StageRequest, type StageResponse } from '../route.ts';
import type { ArtifactStore, StoredArtifact } from './store.ts';

type Permission = 'r' | 'w';

/** Signs and checks the addresses under which blobs are read and written, as a storage account does. */
export class SignedUrls {
  readonly #key = randomBytes(32);
  readonly #clock: () => number;
  readonly #lifetimeMs: number;

  constructor(clock: () => number, lifetimeMs: number) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeMs;
  }

  sign(origin: string, id: number, permission: Permission): string {
    const expires = new Date(this.#clock() + this.#lifetimeMs).toISOString();
    const query = new URLSearchParams({
      sp: permission,
      se: expires,
      sig: this.#mac(id, permission, expires),
    });
    return `${origin}/artifact-blobs/${id}?${query}`;
  }

  valid(id: number, permission: Permission, query: URLSearchParams): boolean {
    const expires = query.get('se') ?? '';
    const given = Buffer.from(query.get('sig') ?? '');
    const wanted = Buffer.from(this.#mac(id, permission, expires));
    return (
      given.length === wanted.length && timingSafeEqual(given, wanted) && Date.parse(expires) > this.#clock()
    );
  }

  #mac(id: number, permission: Permission, expires: string): string {
    return createHmac('sha256', this.#key).update(`${id}\n${permission}\n${expires}`).digest('base64');
  }
}

/** The part of a blob store that the artifact client uses: put a blob at once or in blocks, get it. */
export function blobRoutes(store: ArtifactStore, urls: SignedUrls): readonly Route[] {
  const guarded =
    (permission: Permission, work: (blob: StoredArtifact, request: StageRequest) => Promise<StageResponse>) =>
    (request: StageRequest<'id'>) => {
      const id = Number(request.params.id);
      if (!urls.valid(id, permission, request.query)) return refusal(403, 'AuthenticationFailed');
      const blob = store.get(id);
      return blob === undefined ? refusal(404, 'BlobNotFound') : work(blob, request);
    };
  return [
    route('PUT', '/artifact-blobs/:id', guarded('w', put(store))),
    route('GET', '/artifact-blobs/:id', guarded('r', get)),
  ];
}

const put = (store: ArtifactStore) => async (blob: StoredArtifact, request: StageRequest) => {
  switch (request.query.get('comp')) {
    case 'block':
      await store.writeBlock(blob.id, request.query.get('blockid') ?? '', request.body);
      return created();
    case 'blocklist': {
      const xml = request.body.toString('utf8');
      const blocks = [...xml.matchAll(/<(Latest|Uncommitted)>([^<]*)<\/\1>/g)].map(([, , id]) => id ?? '');
      return store.commitBlocks(blob, blocks).then(created, () => refusal(400, 'InvalidBlockList'));
    }
    case null:
      await store.writeBlock(blob.id, '', request.body);
      await store.commitBlocks(blob, ['']);
      return created();
    default:
      return refusal(400, 'InvalidQueryParameterValue');
  }
};

async function get(blob: StoredArtifact): Promise<StageResponse> {
  const file = await stat(blob.path).catch(() => undefined);
  if (file === undefined) return refusal(404, 'BlobNotFound');
  const name = blob.contentType === 'application/zip' ? `${blob.name}.zip` : blob.name;
  return {
    status: 200,
    headers: {
      'content-type': blob.contentType,
      'content-length': String(file.size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: createReadStream(blob.path),
  };
}

function created(): StageResponse {
  return { status: 201, headers: { 'x-ms-version': '2025-07-05' } };
}

function refusal(status: number, code: string): StageResponse {
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`,
  };
}
