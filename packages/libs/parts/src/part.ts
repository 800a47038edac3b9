import type { ReportedFile } from '@gatehouse/version-manifest';

/** The contract's name and version, the first field of every part. */
export const PART_SCHEMA = 'gatehouse.part/v1';

/** The run that a part comes from, in the words of the runner's `GITHUB_*` variables. */
export interface PartRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly run_id: number;
  /** From 1, one more for each re-run. */
  readonly run_attempt: number;
  /** The full commit id. */
  readonly sha: string;
  readonly workflow_ref: string;
  readonly job: string;
}

/** The matrix values of a leg. */
export type Leg = Readonly<Record<string, string | number | boolean>>;

/** A file that was left out, and why. */
export interface ExcludedFile {
  readonly name: string;
  readonly reason: string;
}

/** One platform of an image, as pushed by digest. */
export interface PartImage {
  /** Where it was pushed, without tag or digest: `ghcr.io/acme/widgets`. */
  readonly reference?: string;
  /** `os/arch` or `os/arch/variant`. */
  readonly platform: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly mediaType: string;
  /** Bytes of the manifest. */
  readonly size: number;
}

/** What every part says, whatever its kind. */
export interface PartFrame {
  readonly schema: typeof PART_SCHEMA;
  /** What the part is about; unique within a merge. */
  readonly key: string;
  readonly leg: Leg;
  readonly run: PartRun;
  /** What the leg found and left out: reports, logs, checksums. */
  readonly excluded: readonly ExcludedFile[];
  /**
   * sha256 in hexadecimal of the canonical form (sorted keys, no white space) of all other fields, as
   * they were written: reading may normalise an entry.
   */
  readonly digest: string;
}

/** What one leg built: files of one or several versions. */
export interface VersionFilesPart extends PartFrame {
  readonly kind: 'version-files';
  readonly entries: readonly ReportedFile[];
}

/** What one leg pushed: one platform of an image. */
export interface ImagePart extends PartFrame {
  readonly kind: 'image';
  readonly image: PartImage;
}

/** The record that one leg leaves. */
export type Part = VersionFilesPart | ImagePart;

/** A part and the file that it was read from, relative to the folder of parts, with `/`. */
export interface FoundPart {
  readonly part: Part;
  readonly source: string;
}
