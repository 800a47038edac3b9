import { isVersion } from './versions.ts';
import { isArch, isPlatform, isPlatformVersion } from './vocabulary.ts';

/** The primary key of a file: no two files of a manifest share it. */
export interface FileKey {
  readonly version: string;
  readonly platform: string;
  /** Absent where the file serves every version of the platform. */
  readonly platform_version?: string | null;
  readonly arch: string;
}

/** `3.14.2 / linux / 24.04 / ppc64le`, or three words where there is no platform version. */
export function keyOf({ version, platform, platform_version, arch }: FileKey): string {
  return platform_version
    ? `${version} / ${platform} / ${platform_version} / ${arch}`
    : `${version} / ${platform} / ${arch}`;
}

/** Whether every field is of the vocabulary, and so may stand in a file name or a path. */
export function isKey({ version, platform, platform_version, arch }: FileKey): boolean {
  const pinned =
    platform_version === undefined || platform_version === null || isPlatformVersion(platform_version);
  return isVersion(version) && isPlatform(platform) && isArch(arch) && pinned;
}

/** The fields of a text that {@link keyOf} made; `undefined` for any other text. */
export function parseKey(text: string): FileKey | undefined {
  const words = text.split(' / ');
  const [version = '', platform = ''] = words;
  const arch = words.at(-1) ?? '';
  const pinned = words.length === 4 ? words[2] : undefined;
  const key = { version, platform, arch, ...(pinned !== undefined && { platform_version: pinned }) };
  return isKey(key) && keyOf(key) === text ? key : undefined;
}
