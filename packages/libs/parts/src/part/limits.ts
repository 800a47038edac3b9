/** How much a reader takes in before it refuses. */
export interface JsonLimits {
  /** Bytes of the document. */
  readonly bytes: number;
  /** Containers inside each other. */
  readonly depth: number;
  /** Values in the whole document: containers, strings, numbers and literals. */
  readonly values: number;
}

/** How much a folder of parts may hold. */
export interface PartLimits {
  /** Files and folders, whatever they are. */
  readonly files: number;
  readonly bytesPerFile: number;
  /** Bytes of all files that are read. */
  readonly bytes: number;
  /** Entries of all parts together. */
  readonly entries: number;
  /** Containers inside each other, in one file. */
  readonly depth: number;
}

const MIB = 1024 * 1024;

/**
 * Room for a full matrix (256 legs), each several times re-run and with its reports beside it; a part
 * that holds the whole of actions/python-versions (2,237 files) takes about 1 MB.
 */
export const DEFAULT_LIMITS: PartLimits = {
  files: 4000,
  bytesPerFile: 8 * MIB,
  bytes: 64 * MIB,
  entries: 100_000,
  depth: 32,
};

/** A part's entry has at most nine fields, so this lets `entries` of them through and little more. */
export const jsonLimits = (limits: PartLimits): JsonLimits => ({
  bytes: limits.bytesPerFile,
  depth: limits.depth,
  values: limits.entries * 12 + 10_000,
});
