import { quote } from '@gatehouse/action-kit/quote';
import { assetKind } from '@gatehouse/parts';
import type { FileEntry } from './entry.ts';
import { isRecord, mistakeIn } from './field.ts';
import type { FileKey } from './keys.ts';
import type { Names } from './names.ts';

export type MendedFile =
  | { readonly kind: 'kept'; readonly file: FileEntry }
  | { readonly kind: 'mended'; readonly file: FileEntry; readonly message: string }
  | { readonly kind: 'dropped'; readonly message: string };

/**
 * Mends one file of a version: companions of a release are dropped, and fields outside of the
 * vocabulary are read again from the file name, where name, URL and version agree.
 */
export function mendFile(
  file: Readonly<Record<string, unknown>>,
  version: string,
  names?: Names,
): MendedFile {
  const filename = String(file.filename);
  const kind = assetKind(filename);
  if (kind.kind === 'companion')
    return { kind: 'dropped', message: `dropped ${quote(filename)}, a ${kind.what}` };
  const entry = file as unknown as FileEntry;
  if (!hasStrayField(file)) return { kind: 'kept', file: entry };
  const fields = readFromName(file, version, names);
  if (!fields) return { kind: 'kept', file: entry };
  const { arch, platform, platform_version } = fields;
  const mended: FileEntry = {
    filename,
    arch,
    platform,
    ...(platform_version && { platform_version }),
    download_url: entry.download_url,
  };
  const told = (['arch', 'platform', 'platform_version'] as const)
    .filter((field) => mended[field] !== entry[field])
    .map((field) => `${field} ${quote(entry[field] ?? null)} became ${quote(mended[field] ?? null)}`);
  return { kind: 'mended', file: mended, message: `${filename}: ${told.join(', ')}` };
}

/**
 * The fields that the file name gives; `undefined` where it has no reading of this version, or where
 * the URL names another file: then somebody has to say which of the two is right.
 */
export function readFromName(
  file: Readonly<Record<string, unknown>>,
  version: string | undefined,
  names: Names | undefined,
): FileKey | undefined {
  const { filename, download_url } = file;
  if (!names || version === undefined || typeof filename !== 'string' || typeof download_url !== 'string')
    return undefined;
  if (!download_url.endsWith(`/${filename}`)) return undefined;
  const reading = names.parse(filename, { version });
  return reading.kind === 'read' ? reading.fields : undefined;
}

function hasStrayField(file: Readonly<Record<string, unknown>>): boolean {
  const { platform_version: pinned } = file;
  return (
    mistakeIn('arch', file.arch) !== undefined ||
    mistakeIn('platform', file.platform) !== undefined ||
    (pinned !== undefined && pinned !== null && mistakeIn('platform_version', pinned) !== undefined)
  );
}

/** The files of a raw version; PowerShell writes a list of one as an object. */
export function rawFiles(files: unknown): readonly unknown[] {
  return isRecord(files) ? [files] : Array.isArray(files) ? files : [];
}
