import type { SourcePosition } from '../source/position.ts';

/** A third-party action at the commit that was reviewed. */
export interface Pin {
  /** `owner/name`, with a folder behind it where the action stands in one. */
  readonly action: string;
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** The release that the commit belongs to, in full: `v7.0.1`. */
  readonly version: string;
  /** Its line in the catalogue. */
  readonly at: SourcePosition;
}

/** The pins by the name of their action. */
export type Pins = ReadonlyMap<string, Pin>;
