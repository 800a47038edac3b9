/** From the least to the most mature, which is also the SemVer order of their names. */
export const releaseTypes = ['alpha', 'beta', 'rc', 'stable'] as const;

export type ReleaseType = (typeof releaseTypes)[number];

/**
 * The release type of a SemVer version: `3.15.0-rc.10` and `3.15.0-rc10` are `rc`, no pre-release is
 * `stable`. `undefined` for any other pre-release (`-dev.1`): whatever cannot be named is not stable.
 */
export function releaseTypeOf(version: string): ReleaseType | undefined {
  const [, prerelease] = /^\d+\.\d+\.\d+(?:-([0-9A-Za-z.-]+))?$/.exec(version) ?? ['', ''];
  if (prerelease === undefined) return 'stable';
  const [word] = /^[a-z]+(?=\d*(\.|$))/.exec(prerelease) ?? [];
  return releaseTypes.find((type) => type === word && type !== 'stable');
}
