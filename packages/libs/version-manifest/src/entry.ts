/** One downloadable file of a version, in the key order in which manifests are written. */
export interface FileEntry {
  readonly filename: string;
  /** Vocabulary of the consumers: `x64`, `arm64`, `ppc64le`, `s390x`, …, with `-freethreaded` as suffix. */
  readonly arch: string;
  /** `linux`, `darwin`, `win32`, … */
  readonly platform: string;
  /** Absent where the file serves every version of the platform; never null. */
  readonly platform_version?: string;
  readonly download_url: string;
}

/** All files of one version. */
export interface VersionEntry {
  readonly version: string;
  /** Derived: true unless `version` is a pre-release. */
  readonly stable: boolean;
  readonly release_url: string;
  readonly files: readonly FileEntry[];
}

/** What `setup-python` and `@actions/tool-cache` read: versions in descending SemVer order. */
export type Manifest = readonly VersionEntry[];

/** One file as a leg reports it in its part. */
export interface ReportedFile extends FileEntry {
  readonly version: string;
  readonly release_url?: string;
  /** 64 lower-case hexadecimal digits; absent where a release's asset list did not tell it. */
  readonly sha256?: string;
  /** Bytes. */
  readonly size?: number;
}
