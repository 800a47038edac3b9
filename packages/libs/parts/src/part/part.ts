import type { ExcludedFile, PartHead } from './head.ts';

/** The contract's name and version, the first field of every part. */
export const PART_SCHEMA = 'gatehouse.part/v1';

/** What every part says, whatever its kind. */
export interface PartFrame extends PartHead {
  readonly schema: typeof PART_SCHEMA;
  readonly kind: string;
  /** What the leg found and left out: reports, logs, checksums. */
  readonly excluded: readonly ExcludedFile[];
  /**
   * sha256 in hexadecimal of the canonical form (sorted keys, no white space) of all other fields, as
   * they were written: reading may normalise the content.
   */
  readonly digest: string;
}

/** The record that one leg leaves. In its file the content stands under the field that its kind names. */
export interface Part<Content = unknown> extends PartFrame {
  readonly content: Content;
}

/** A part and the file that it was read from, relative to the folder of parts, with `/`. */
export interface FoundPart<Content = unknown> {
  readonly part: Part<Content>;
  readonly source: string;
}

/** The head of a part whose content nobody here reads: it is of another kind. */
export interface OtherPart {
  readonly frame: PartFrame;
  readonly source: string;
}
