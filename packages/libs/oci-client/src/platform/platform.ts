/** What an image runs on, in the words of the image spec; Go's names for system and architecture. */
export interface Platform {
  /** `linux`, `windows`, `darwin`. */
  readonly os: string;
  /** `amd64`, `arm64`, `ppc64le`. */
  readonly architecture: string;
  /** `v7` of an `arm`. */
  readonly variant?: string;
  /** `10.0.20348.2700` of a `windows`. */
  readonly osVersion?: string;
  /** `win32k` of a `windows`. */
  readonly osFeatures?: readonly string[];
}

/** Whether a platform names something to run on: `unknown/unknown` marks what is not an image. */
export function isKnownPlatform({ os, architecture }: Platform): boolean {
  return [os, architecture].every((word) => word !== '' && word !== 'unknown');
}
