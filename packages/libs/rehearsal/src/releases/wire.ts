import { createHash } from 'node:crypto';
import type { components } from '@octokit/openapi-types';
import { simpleUser } from '../github/people.ts';
import { type HeldAsset, type HeldRelease, placeOf } from './store.ts';

/** Where the addresses in an answer lead. */
export interface Addresses {
  /** The stage, for the API and the uploads. */
  readonly origin: string;
  /** `https://github.com`, for what people open. */
  readonly server: string;
}

/** A release as the API answers it. */
export function apiRelease(
  release: HeldRelease,
  { origin, server }: Addresses,
): components['schemas']['release'] {
  const { repository, id, tag, draft } = release;
  const url = `${origin}/repos/${repository}/releases/${id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${origin}/uploads/repos/${repository}/releases/${id}/assets{?name,label}`,
    html_url: `${server}/${repository}/releases/tag/${placeOf(release)}`,
    id,
    author: simpleUser(release.author, origin),
    node_id: `RE_${id}`,
    tag_name: tag,
    target_commitish: release.target,
    name: release.name,
    draft,
    immutable: false,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    updated_at: release.publishedAt ?? release.createdAt,
    published_at: release.publishedAt,
    assets: release.assets.map((asset) => apiAsset(asset, release, { origin, server })),
    tarball_url: draft ? null : `${origin}/repos/${repository}/tarball/${tag}`,
    zipball_url: draft ? null : `${origin}/repos/${repository}/zipball/${tag}`,
    body: release.body,
  };
}

/** An asset as the API answers it. */
export function apiAsset(
  { id, name, label, contentType, bytes, createdAt }: HeldAsset,
  release: HeldRelease,
  { origin, server }: Addresses,
): components['schemas']['release-asset'] {
  const { repository, author } = release;
  return {
    url: `${origin}/repos/${repository}/releases/assets/${id}`,
    id,
    node_id: `RA_${id}`,
    name,
    label,
    uploader: simpleUser(author, origin),
    content_type: contentType,
    state: 'uploaded',
    size: bytes.length,
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    download_count: 0,
    created_at: createdAt,
    updated_at: createdAt,
    browser_download_url: `${server}/${repository}/releases/download/${placeOf(release)}/${name}`,
  };
}
