import { type GitHubClient, GitHubError } from '@gatehouse/github-client';
import type { FoundItem } from '@gatehouse/parts';
import type { ReportedFile } from '@gatehouse/version-manifest';

/** A reported file that the public release of its tag does not offer as it was reported. */
export interface Unreleased {
  readonly key: string;
  /** The rest of a sentence about the file. */
  readonly reason: string;
}

interface Asset {
  readonly name: string;
  readonly state: string;
  /** `sha256:…`; null where GitHub does not know it, which is so for what was uploaded before June 2025. */
  readonly digest: string | null;
}

/**
 * The files of `entries` to whose address nothing leads: a manifest that names one would break every
 * consumer that wants it. Fails with a `GitHubError`.
 */
export async function findUnreleased(
  entries: readonly FoundItem<ReportedFile>[],
  repository: string,
  client: Pick<GitHubClient, 'get' | 'list'>,
): Promise<readonly Unreleased[]> {
  const [owner = '', repo = ''] = repository.split('/');
  const missing: Unreleased[] = [];
  for (const [tag, files] of Map.groupBy(entries, ({ item }) => tagIn(item.download_url))) {
    const assets = await assetsOf({ owner, repo, tag }, client);
    for (const { key, item: file } of files) {
      const reason = fault(assets?.get(file.filename), file.sha256, assets !== undefined);
      if (reason !== undefined) missing.push({ key, reason });
    }
  }
  return missing;
}

/** The form of the address was checked when the part was read. */
function tagIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.split('/').at(-2) ?? '');
}

/** The files of the public release of a tag, by name; `undefined` where there is no such release. */
async function assetsOf(
  at: { readonly owner: string; readonly repo: string; readonly tag: string },
  client: Pick<GitHubClient, 'get' | 'list'>,
): Promise<ReadonlyMap<string, Asset> | undefined> {
  const { owner, repo, tag } = at;
  try {
    const what = `release ${tag} of ${owner}/${repo}`;
    const { id } = await client.get('/repos/{owner}/{repo}/releases/tags/{tag}', at, { what });
    const params = { owner, repo, release_id: id };
    const path = '/repos/{owner}/{repo}/releases/{release_id}/assets';
    const { items } = await client.list(path, params, (page) => page, { what });
    return new Map(items.map(({ name, state, digest }) => [name, { name, state, digest }]));
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

function fault(
  asset: Asset | undefined,
  sha256: string | undefined,
  isReleased: boolean,
): string | undefined {
  if (!isReleased) return 'its tag has no public release';
  if (asset?.state !== 'uploaded') return 'the release does not hold it';
  const isOther = asset.digest !== null && sha256 !== undefined && asset.digest !== `sha256:${sha256}`;
  return isOther ? 'the release holds other bytes under its name' : undefined;
}
