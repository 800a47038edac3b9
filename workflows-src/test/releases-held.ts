import { createHash } from 'node:crypto';

/** A file of a release. */
export interface HeldAsset {
  readonly id: number;
  name: string;
  state: 'uploaded' | 'starter';
  readonly bytes: Buffer;
}

/** A release. */
export interface HeldRelease {
  readonly id: number;
  tag: string;
  draft: boolean;
  prerelease?: boolean;
  target?: string;
  immutable?: boolean;
  latest?: string;
  assets: HeldAsset[];
}

export const TOKEN = 'ghs_rehearsal0123456789';

/** What the script of a release reads, at the GitHub behind `url`. */
export const releaseEnvironment = (url: string, tag: string): Readonly<Record<string, string>> => ({
  TAG: tag,
  VERSION: '3.14.2',
  REPLACE: 'false',
  DRY_RUN: 'false',
  TOKEN,
  GITHUB_API_URL: url,
  GITHUB_REPOSITORY: 'acme/python-versions',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '42',
  GITHUB_SHA: 'c'.repeat(40),
});

/** In hexadecimal. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
