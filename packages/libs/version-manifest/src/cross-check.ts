import { quote, quoteList } from '@gatehouse/action-kit/quote';
import { assetKind } from '@gatehouse/parts';
import type { AddReason, ExpectedFile } from './check-file.ts';
import { checkDownloadUrl, readReleaseUrl } from './download-url.ts';
import type { FileEntry, ReportedFile } from './entry.ts';
import type { Names } from './names.ts';
import { checkReleasePage } from './release-page.ts';

/** The fields against the leg that reports them. */
export function compareWithLeg(
  file: ReportedFile,
  { version, leg = {}, allowVariants }: ExpectedFile,
  add: AddReason,
): void {
  const compare = (field: string, found: string, wanted: string | undefined) => {
    if (wanted !== undefined && found !== wanted)
      add(field, 'other-than-leg', `${field} is ${quote(found)}, but the leg is for ${quote(wanted)}.`);
  };
  compare('version', file.version, version);
  compare('platform', file.platform, leg.platform);
  compare(
    'platform_version',
    file.platform_version ?? 'none',
    leg.platform_version === null ? 'none' : leg.platform_version,
  );
  if (!(allowVariants && file.arch.startsWith(`${leg.arch}-`))) compare('arch', file.arch, leg.arch);
}

/** The file name against its fields: an archive, and named exactly as the fields render. */
export function checkName(file: ReportedFile, names: Names | undefined, add: AddReason): void {
  const { filename } = file;
  const kind = assetKind(filename);
  if (kind.kind !== 'archive') {
    const what = kind.kind === 'companion' ? `a ${kind.what}` : 'no archive that is known';
    add('filename', 'not-archive', `filename ${quote(filename)} is ${what}; a manifest lists archives only.`);
    return;
  }
  const message = names && nameMismatch({ ...file }, names);
  if (message) add('filename', 'filename-mismatch', message);
}

/** How the name differs from what its fields render to; `undefined` where it does not. */
export function nameMismatch(
  file: FileEntry & { readonly version: string },
  names: Names,
): string | undefined {
  const rendered = names.render(file);
  if (rendered.includes(file.filename)) return undefined;
  return rendered.length > 0
    ? `filename is ${quote(file.filename)}, but its fields render to ${quoteList(rendered)}.`
    : `filename is ${quote(file.filename)}, but no template has a place for platform_version ${quote(file.platform_version ?? 'none')}.`;
}

/** Both URLs in the spelling that is written; those that are refused stay as they are. */
export function readUrls(
  file: ReportedFile,
  expected: ExpectedFile,
  add: AddReason,
): { readonly download_url: string; readonly release_url?: string } {
  const { download_url, release_url, filename } = file;
  const reading = readReleaseUrl(download_url);
  const ownTag = reading.kind === 'release' ? reading.release.tag : '';
  const release = {
    ...expected,
    tag: expected.tag ?? ownTag,
    // Without a tag to write, a draft's address has nothing to become.
    allowDraft: expected.allowDraft === true && expected.tag !== undefined,
  };
  const url = checkDownloadUrl(download_url, { ...release, filename });
  if (url.kind === 'refused') add('download_url', url.code, url.message);
  const download = url.kind === 'ok' ? url.url : download_url;
  if (!release_url)
    return release_url === undefined ? { download_url: download } : { download_url: download, release_url };
  const page = checkReleasePage(release_url, release);
  if (page.kind === 'refused') add('release_url', 'bad-release-url', page.message);
  return { download_url: download, release_url: page.kind === 'ok' ? page.url : release_url };
}
