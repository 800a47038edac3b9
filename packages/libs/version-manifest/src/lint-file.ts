import { quote } from '@gatehouse/action-kit/quote';
import { assetKind } from '@gatehouse/parts';
import { nameMismatch } from './cross-check.ts';
import { readReleaseUrl } from './download-url.ts';
import type { FileEntry } from './entry.ts';
import { isRecord, mistakeIn } from './field.ts';
import type { Findings } from './finding.ts';
import { pathOf } from './layout.ts';
import type { LintOptions } from './lint.ts';
import { lintKeys } from './lint-keys.ts';
import { readFromName } from './mend-file.ts';

const KEYS = ['filename', 'arch', 'platform', 'platform_version', 'download_url'] as const;

/** Lints one file of the version; its fields when all of them are sound. */
export function lintFile(
  file: unknown,
  version: string | undefined,
  at: string,
  options: LintOptions,
  findings: Findings,
): FileEntry | undefined {
  if (!isRecord(file)) {
    findings.error(at, 'bad-shape', `The file is ${quote(file)}; expected an object.`);
    return undefined;
  }
  lintKeys(file, KEYS, at, findings);
  const { filename, download_url } = file;
  const kind = typeof filename === 'string' ? assetKind(filename) : undefined;
  if (kind?.kind === 'companion') {
    const message = `${quote(filename)} is a ${kind.what}; a manifest lists archives only.`;
    findings.error(`${at}.filename`, 'not-archive', message, true);
    return undefined;
  }
  if (kind?.kind === 'unknown')
    findings.error(`${at}.filename`, 'not-archive', `${quote(filename)} is no archive that is known.`);
  let sound = lintFields(file, version, at, options, findings);
  if (typeof download_url !== 'string') {
    const found = download_url === undefined ? 'missing' : quote(download_url);
    findings.error(`${at}.download_url`, 'bad-shape', `download_url is ${found}; expected a text.`);
    sound = false;
  }
  if (!sound) return undefined;
  // Every field was checked by its name just above, which the compiler cannot follow.
  const entry = file as unknown as FileEntry;
  lintUrl(entry, at, options, findings);
  if (version !== undefined) lintPlace({ ...entry, version }, at, options, findings);
  return entry;
}

function lintFields(
  file: Readonly<Record<string, unknown>>,
  version: string | undefined,
  at: string,
  options: LintOptions,
  findings: Findings,
): boolean {
  let sound = true;
  for (const field of ['filename', 'arch', 'platform', 'platform_version'] as const) {
    const value = file[field];
    if (field === 'platform_version' && value === undefined) continue;
    if (field === 'platform_version' && value === null) {
      const message = 'platform_version is null; upstream leaves the key out, and consumers take both alike.';
      findings.notice(`${at}.${field}`, 'null-platform-version', message);
      continue;
    }
    const mistake = mistakeIn(field, value);
    if (!mistake) continue;
    sound = false;
    const reread = field !== 'filename' && readFromName(file, version, options.names) !== undefined;
    findings.error(`${at}.${field}`, mistake.code, mistake.message, reread);
  }
  return sound;
}

function lintUrl(file: FileEntry, at: string, { repository }: LintOptions, findings: Findings): void {
  const { download_url, filename } = file;
  const path = `${at}.download_url`;
  const reading = readReleaseUrl(download_url);
  if (reading.kind === 'release') {
    const { release } = reading;
    if (release.filename !== filename)
      findings.error(
        path,
        'url-mismatch',
        `The URL names ${quote(release.filename)}, the entry ${quote(filename)}.`,
      );
    if (release.tag.startsWith('untagged-'))
      findings.error(
        path,
        'bad-url',
        `${quote(download_url)} is the address of a draft, which ends when the release is published.`,
      );
    if (repository !== undefined && release.repository.toLowerCase() !== repository.toLowerCase())
      findings.notice(
        path,
        'foreign-url',
        `The URL is of ${quote(release.repository)}, not of ${repository}.`,
        release.repository,
      );
  } else if (reading.code !== 'not-a-release-asset') {
    findings.error(path, 'bad-url', reading.message);
  } else if (!download_url.endsWith(`/${filename}`)) {
    findings.error(
      path,
      'url-mismatch',
      `The URL ${quote(download_url)} does not end in ${quote(filename)}.`,
    );
  } else {
    findings.notice(path, 'foreign-url', `${quote(download_url)} is no asset of a release.`, 'no release');
  }
}

/** The name against the fields, and the fields against the path of the manifest. */
function lintPlace(
  file: FileEntry & { readonly version: string },
  at: string,
  { names, at: here }: LintOptions,
  findings: Findings,
): void {
  const message = names && nameMismatch(file, names);
  // Upstream's entries may be named by another template: a name without a reading accuses nobody.
  if (message && names.parse(file.filename).kind === 'refused')
    findings.notice(`${at}.filename`, 'unknown-name', `${quote(file.filename)} does not fit the template.`);
  else if (message) findings.error(`${at}.filename`, 'filename-mismatch', message);
  if (!here) return;
  const path = pathOf(here.layout, file);
  if (path !== here.path)
    findings.error(
      at,
      'wrong-file',
      `The entry belongs into ${quote(path)}, not into ${quote(here.path)}.`,
      true,
    );
}
