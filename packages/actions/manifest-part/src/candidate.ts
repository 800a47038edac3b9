/** A file that may belong into the part: one that the leg built, or an asset of its release. */
export interface Candidate {
  readonly name: string;
  /** As it was found; absent for a file, whose address is made from the release. */
  readonly url?: string;
  /** Hexadecimal, in the spelling that was found. */
  readonly sha256?: string;
  /** Bytes. */
  readonly size?: number;
  /** GitHub's word for how far an upload has come. */
  readonly state?: string;
  /** Where a file lies on this machine. */
  readonly path?: string;
}
