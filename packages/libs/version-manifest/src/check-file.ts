import { checkName, compareWithLeg, readUrls } from './cross-check.ts';
import type { UrlRefusal } from './download-url.ts';
import type { ReportedFile } from './entry.ts';
import type { Mistake } from './field.ts';
import type { Names } from './names.ts';
import { readShape } from './report-shape.ts';

/** What one leg may report. */
export interface ExpectedFile {
  /** Such as `https://github.com`. */
  readonly serverUrl: string;
  /** `owner/name` of the release, in the spelling that is written. */
  readonly repository: string;
  /** The tag of the release; absent: the tag that the file's own URL names, never a draft's. */
  readonly tag?: string;
  /** Absent: any version. */
  readonly version?: string;
  /** The values of the leg that are known; a platform version of `null` means: none. */
  readonly leg?: {
    readonly arch?: string;
    readonly platform?: string;
    readonly platform_version?: string | null;
  };
  /** Lets the leg of `ppc64le` report `ppc64le-freethreaded` as well. */
  readonly allowVariants?: boolean;
  /** Take the `untagged-…` URLs of a draft and write the tag's; only where `tag` is given. */
  readonly allowDraft?: boolean;
  /** Absent: a name is only checked for its characters and its archive suffix. */
  readonly names?: Names;
}

/** One thing that is wrong with a reported file. */
export interface Reason {
  /** The field, or empty for the entry as a whole. */
  readonly field: string;
  readonly code:
    | Mistake['code']
    | UrlRefusal['code']
    | 'unknown-key'
    | 'other-than-leg'
    | 'not-archive'
    | 'filename-mismatch'
    | 'bad-sha256'
    | 'bad-size'
    | 'bad-release-url';
  readonly message: string;
}

/** Takes a reason down, so that all of them are told at once. */
export type AddReason = (field: string, code: Reason['code'], message: string) => void;

export type FileVerdict =
  | {
      readonly kind: 'ok';
      /** Normalised, in the key order of {@link ReportedFile}. */
      readonly file: ReportedFile;
    }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] };

/**
 * Checks one entry of a part, parsed from JSON and trusted in nothing. The arch must agree in the leg,
 * the field, the file name (rendered from the fields, then compared) and the URL.
 */
export function checkFile(value: unknown, expected: ExpectedFile): FileVerdict {
  const reasons: Reason[] = [];
  const add: AddReason = (field, code, message) => void reasons.push({ field, code, message });
  const shaped = readShape(value, add);
  if (!shaped) return { kind: 'refused', reasons };
  compareWithLeg(shaped, expected, add);
  checkName(shaped, expected.names, add);
  const urls = readUrls(shaped, expected, add);
  if (reasons.length > 0) return { kind: 'refused', reasons };
  const { version, filename, arch, platform, platform_version, size } = shaped;
  const sha256 = shaped.sha256?.toLowerCase();
  const file: ReportedFile = {
    version,
    filename,
    arch,
    platform,
    ...(platform_version !== undefined && { platform_version }),
    download_url: urls.download_url,
    ...(urls.release_url !== undefined && { release_url: urls.release_url }),
    ...(sha256 !== undefined && { sha256 }),
    ...(size !== undefined && { size }),
  };
  return { kind: 'ok', file };
}
