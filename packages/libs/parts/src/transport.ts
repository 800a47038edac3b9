import type { Log } from '@gatehouse/action-kit';
import type { WrittenPart } from './part/build-part.ts';
import type { PartLimits } from './part/limits.ts';

/** What the artifact service says of an uploaded part. */
export interface UploadedPart {
  readonly name: string;
  readonly id: number;
  /** Bytes of the archive. */
  readonly size: number;
  /** sha256 of the archive, in hexadecimal. */
  readonly digest: string;
}

/** How a part is uploaded. */
export interface UploadOptions {
  /** Days; the repository's default when absent. */
  readonly retentionDays?: number;
  /** Milliseconds for the whole upload; five minutes when absent. */
  readonly deadline?: number;
}

/** How parts are downloaded. */
export interface DownloadOptions {
  readonly log: Pick<Log, 'info'>;
  readonly limits?: PartLimits;
  /** Milliseconds for all downloads together; ten minutes when absent. */
  readonly deadline?: number;
}

/** One artifact that was downloaded into a folder of its own. */
export interface DownloadedPart {
  readonly name: string;
  readonly id: number;
  /** Bytes of the archive. */
  readonly size: number;
  /** The folder, relative to the folder of parts. */
  readonly folder: string;
}

/**
 * Uploads a written part as an artifact of this run. Throws `PART_EXISTS` where the attempt already
 * has one of this name, `PART_UPLOAD_FAILED` otherwise.
 *
 * The artifact client is most of the weight of an action, so it is loaded here and nowhere else.
 */
export async function uploadPart(written: WrittenPart, options: UploadOptions = {}): Promise<UploadedPart> {
  const { uploadArtifact } = await import('./upload-artifact.ts');
  return uploadArtifact(written, options);
}

/**
 * Downloads every part of this run, of all its attempts, into folders below `dir`, an empty folder.
 * Throws `PART_DOWNLOAD_FAILED` where one of them fails, is too large or differs from its digest.
 */
export async function downloadParts(
  dir: string,
  options: DownloadOptions,
): Promise<readonly DownloadedPart[]> {
  const { downloadArtifacts } = await import('./download-artifacts.ts');
  return downloadArtifacts(dir, options);
}
