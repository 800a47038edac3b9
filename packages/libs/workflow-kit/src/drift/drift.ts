import type { PinChange } from './pin-line.ts';

/** A generated file as it should be. */
export interface ExpectedFile {
  /** Its name in `.github/workflows`. */
  readonly file: string;
  /** Path of the source within the repository, with slashes. */
  readonly source: string;
  readonly text: string;
}

/** A file that is not what its source says, or that no source makes. */
export type Drift = {
  /** Its name in `.github/workflows`. */
  readonly file: string;
  /** Its text, with LF for every line end; `undefined` where there is no such file. */
  readonly found: string | undefined;
  /** `undefined` where no source makes it. */
  readonly expected: string | undefined;
} & (
  | { readonly kind: 'missing'; readonly source: string }
  /** Written by this generator and untouched since; the source, or the catalogue, has moved on. */
  | { readonly kind: 'source-ahead'; readonly source: string }
  /** Untouched, but written by another version of the generator. */
  | {
      readonly kind: 'stale-generator';
      readonly source: string;
      readonly wroteIt: string;
      readonly wouldWrite: string;
    }
  /** Nothing but pins was changed in the file, as Dependabot and Renovate do. */
  | { readonly kind: 'pin-bump'; readonly source: string; readonly changes: readonly PinChange[] }
  /** The text below the header is not the one that was generated. */
  | { readonly kind: 'hand-edit'; readonly source: string }
  /** A generator has written it, and no source makes it any more. */
  | { readonly kind: 'orphan'; readonly source: string }
  /** No generator has written it. Where `expected` is given, it stands where a generated file belongs. */
  | { readonly kind: 'unknown-file' }
);

/** The classes of drift. */
export type DriftKind = Drift['kind'];
