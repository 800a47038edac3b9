import { json, type Route, route, type StageRequest, type StageResponse } from '../route.ts';
import type { CrateRateLimit } from './rate-limit.ts';
import { refusal } from './refusal.ts';
import { type CrateStore, canonical, sha256 } from './store.ts';
import { type CrateLimits, crateProblem } from './tarball.ts';
import { covers, type TokenBook, type TokenGrant } from './tokens.ts';
import { type CrateUpload, indexEntry, readUpload } from './upload.ts';

/** What it takes to judge an upload. */
export interface PublishingDeps {
  readonly store: CrateStore;
  readonly tokens: TokenBook;
  readonly rate: CrateRateLimit;
  readonly limits: CrateLimits;
  /** Crates that take only trusted tokens. */
  readonly trustedOnly: readonly string[];
}

/** Takes uploads of `cargo publish`, in the order of crates.io's own checks. */
export function publishingRoutes(deps: PublishingDeps): readonly Route[] {
  const { store, tokens, rate, limits, trustedOnly } = deps;

  const publish = async ({ headers, body }: StageRequest): Promise<StageResponse> => {
    const grant = tokens.grant(headers);
    if (grant === undefined) return refusal(403, 'authentication failed');
    const upload = readUpload(body);
    if (upload === undefined) return refusal(400, 'invalid metadata or tarball length');
    return (await objection(grant, upload)) ?? accept(grant, upload);
  };

  async function objection(
    grant: TokenGrant,
    { metadata: { name, vers }, tarball }: CrateUpload,
  ): Promise<StageResponse | undefined> {
    const only = trustedOnly.some((crate) => canonical(crate) === canonical(name));
    if (only && grant.by.kind === 'user') {
      return refusal(403, `The crate ${name} can only be published using Trusted Publishing.`);
    }
    if (!covers(grant, name)) return refusal(403, `The token is not valid for the crate ${name}.`);
    if (grant.by.kind === 'trusted' && store.versions(name).length === 0) {
      return refusal(404, `The crate ${name} does not exist: a trusted token publishes no new crate.`);
    }
    const allowed = rate.take(grant.by);
    if (allowed.kind === 'wait') {
      const until = new Date(allowed.until).toUTCString();
      return refusal(429, `Too many versions in a short time. Please try again after ${until}.`);
    }
    if (store.find(name, vers) !== undefined) {
      return refusal(400, `crate version \`${vers}\` is already uploaded`);
    }
    const problem = await crateProblem(tarball, `${name}-${vers}`, limits);
    return problem === undefined ? undefined : refusal(400, problem);
  }

  function accept({ by }: TokenGrant, { metadata, tarball }: CrateUpload): StageResponse {
    store.add({
      name: metadata.name,
      version: metadata.vers,
      bytes: tarball,
      checksum: sha256(tarball),
      entry: indexEntry(metadata),
      yanked: false,
      by,
    });
    return json(200, { warnings: { invalid_categories: [], invalid_badges: [], other: [] } });
  }

  return [route('PUT', '/api/v1/crates/new', publish)];
}
