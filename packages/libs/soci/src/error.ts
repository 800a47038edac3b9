import { ActionError, type ErrorParts } from '@gatehouse/action-kit';

/**
 * Why an image was not converted:
 *
 * - `SOCI_SYSTEM`: the tool runs on Linux only, and so does the way in which its deadline is kept.
 * - `SOCI_ABSENT`: there is no tool.
 * - `SOCI_VERSION`: the tool is too old, or does not say what it is.
 * - `SOCI_IMAGE`: the image cannot be converted: no platforms, twice the same one, an index in an index.
 * - `SOCI_PLATFORMS`: the image lacks a platform that was asked for.
 * - `SOCI_DISK`: the file system of the scratch folder failed.
 * - `SOCI_TIMEOUT`, `SOCI_CANCELLED`: the tool was stopped.
 * - `SOCI_FAILED`: the tool could not be started, or failed by itself.
 * - `SOCI_OUTPUT`: what the tool made is not a conversion of this image.
 */
export type SociErrorCode =
  | 'SOCI_SYSTEM'
  | 'SOCI_ABSENT'
  | 'SOCI_VERSION'
  | 'SOCI_IMAGE'
  | 'SOCI_PLATFORMS'
  | 'SOCI_DISK'
  | 'SOCI_TIMEOUT'
  | 'SOCI_CANCELLED'
  | 'SOCI_FAILED'
  | 'SOCI_OUTPUT';

/** A conversion that failed. */
export class SociError extends ActionError<SociErrorCode> {
  constructor(parts: ErrorParts<SociErrorCode>) {
    super(parts);
    this.name = 'SociError';
  }
}

/** What the tool made is not what it should be: nothing of it is used. */
export function badOutput(found: string, expected: string, cause?: unknown): SociError {
  return new SociError({
    code: 'SOCI_OUTPUT',
    message: `The output of soci has ${found}; expected ${expected}.`,
    hint: 'Nothing was published from it. Install an unmodified release of soci and run the job again; if this persists, report it with the log of this step.',
    cause,
  });
}
