import { stat } from 'node:fs/promises';
import { json, type Route } from '../route.ts';
import { blobRoutes, SignedUrls } from './blobs.ts';
import { ArtifactStore, type StoredArtifact } from './store.ts';
import { type Call, type Method, twirpError, twirpRoute } from './twirp.ts';

/** The results service for artifacts, version 4 of the protocol, as `@actions/artifact` 2 to 6 speaks it. */
export interface ArtifactService {
  readonly routes: readonly Route[];
  /** Every artifact, unfinished uploads included. */
  artifacts(): readonly StoredArtifact[];
}

export interface ArtifactServiceOptions {
  /** Holds the bytes; made when it is missing. */
  readonly folder: string;
  /** How long a signed address is good, in milliseconds; ten minutes when absent. */
  readonly urlLifetimeMs?: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Routes for the artifacts of any number of runs; see {@link ArtifactService}. */
export function artifactService({
  folder,
  urlLifetimeMs = 600_000,
  clock = Date.now,
}: ArtifactServiceOptions): ArtifactService {
  const store = new ArtifactStore(folder);
  const urls = new SignedUrls(clock, urlLifetimeMs);
  const methods = serviceMethods(store, urls);
  return {
    artifacts: () => store.all(),
    routes: [
      ...Object.entries(methods).map(([name, method]) => twirpRoute(name, method)),
      ...blobRoutes(store, urls),
    ],
  };
}

function serviceMethods(store: ArtifactStore, urls: SignedUrls): Record<string, Method> {
  const finished = (run: string) => store.all().filter((one) => one.run === run && one.final !== undefined);
  // A job reaches the artifacts of the whole run, earlier attempts included, whoever uploaded them.
  const named = ({ claims, field }: Call) =>
    finished(claims.run).findLast(
      (one) => one.name === field('name') && one.job === field('workflow_job_run_backend_id'),
    );

  return {
    CreateArtifact({ claims, origin, field }) {
      const name = field('name');
      if (!name) return twirpError('invalid_argument', 'name is required');
      const artifact = store.create(claims, name, field('mime_type') ?? 'application/zip');
      if (artifact === undefined) {
        return twirpError('already_exists', 'an artifact with this name already exists on the workflow run');
      }
      return json(200, { ok: true, signed_upload_url: urls.sign(origin, artifact.id, 'w') });
    },

    async FinalizeArtifact({ claims, field }) {
      const artifact = store
        .all()
        .find(
          (one) =>
            one.run === claims.run &&
            one.job === claims.job &&
            one.name === field('name') &&
            one.attempt === claims.attempt,
        );
      const file = artifact && (await stat(artifact.path).catch(() => undefined));
      if (artifact === undefined || file === undefined) return twirpError('not_found', 'artifact not found');
      const digest = field('hash');
      store.finalize(artifact, { size: Number(field('size')), ...(digest === undefined ? {} : { digest }) });
      return json(200, { ok: true, artifact_id: String(artifact.id) });
    },

    ListArtifacts({ claims, field }) {
      const [name, id] = [field('name_filter'), field('id_filter')];
      const found = finished(claims.run).filter(
        (one) => (name === undefined || one.name === name) && (id === undefined || String(one.id) === id),
      );
      return json(200, { artifacts: found.map(listed) });
    },

    GetSignedArtifactURL(call) {
      const artifact = named(call);
      return artifact === undefined
        ? twirpError('not_found', 'artifact not found')
        : json(200, { signed_url: urls.sign(call.origin, artifact.id, 'r') });
    },

    async DeleteArtifact(call) {
      const artifact = named(call);
      if (artifact === undefined) return twirpError('not_found', 'artifact not found');
      await store.delete(artifact);
      return json(200, { ok: true, artifact_id: String(artifact.id) });
    },
  };
}

function listed({ run, job, id, name, createdAt, final }: StoredArtifact) {
  return {
    workflow_run_backend_id: run,
    workflow_job_run_backend_id: job,
    database_id: String(id),
    name,
    size: String(final?.size),
    created_at: createdAt.toISOString(),
    ...(final?.digest === undefined ? {} : { digest: final.digest }),
  };
}
