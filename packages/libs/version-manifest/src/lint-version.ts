import { quote } from '@gatehouse/action-kit/quote';
import type { FileEntry } from './entry.ts';
import { isRecord, mistakeIn } from './field.ts';
import { byFilename, sameFile } from './file-entry.ts';
import type { Findings } from './finding.ts';
import { keyOf } from './keys.ts';
import type { LintOptions } from './lint.ts';
import { lintFile } from './lint-file.ts';
import { lintKeys } from './lint-keys.ts';
import { rawFiles } from './mend-file.ts';
import { isStable } from './versions.ts';

/** `lts` is the code name that node-versions gives to its long-term releases. */
const KEYS = ['version', 'stable', 'lts', 'release_url', 'files'];

/** Lints one version; its text when that is a version. */
export function lintVersion(
  entry: unknown,
  at: string,
  options: LintOptions,
  findings: Findings,
): string | undefined {
  if (!isRecord(entry)) {
    findings.error(at, 'bad-shape', `The version is ${quote(entry)}; expected an object.`);
    return undefined;
  }
  lintKeys(entry, KEYS, at, findings);
  const { version: text, files } = entry;
  const mistake = mistakeIn('version', text);
  if (mistake) findings.error(`${at}.version`, mistake.code, mistake.message);
  const version = mistake || typeof text !== 'string' ? undefined : text;
  lintScalars(entry, version, at, findings);
  if (!Array.isArray(files)) {
    const found = files === undefined ? 'missing' : isRecord(files) ? 'an object' : quote(files);
    findings.error(`${at}.files`, 'files-not-array', `files is ${found}; expected a list.`, isRecord(files));
  }
  lintFiles(rawFiles(files), version, at, options, findings);
  return version;
}

function lintScalars(
  entry: Readonly<Record<string, unknown>>,
  version: string | undefined,
  at: string,
  findings: Findings,
): void {
  const { stable, release_url, lts } = entry;
  const derived = version === undefined ? undefined : isStable(version);
  if (typeof stable !== 'boolean' || (derived !== undefined && stable !== derived)) {
    const found = stable === undefined ? 'missing' : quote(stable);
    const wanted = derived === undefined ? 'true or false' : `${derived} for ${version}`;
    findings.error(
      `${at}.stable`,
      'stable-mismatch',
      `stable is ${found}; expected ${wanted}.`,
      derived !== undefined,
    );
  }
  if (typeof release_url !== 'string') {
    const found = release_url === undefined ? 'missing' : quote(release_url);
    const absent = release_url === undefined || release_url === null;
    findings.error(
      `${at}.release_url`,
      'bad-shape',
      `release_url is ${found}; expected a text, empty if need be.`,
      absent,
    );
  } else if (release_url !== '' && URL.parse(release_url)?.protocol !== 'https:')
    findings.error(
      `${at}.release_url`,
      'bad-url',
      `release_url is ${quote(release_url)}; expected https or an empty text.`,
    );
  if (lts !== undefined && typeof lts === 'object')
    findings.error(`${at}.lts`, 'bad-shape', `lts is ${quote(lts)}; expected the code name of a release.`);
}

function lintFiles(
  files: readonly unknown[],
  version: string | undefined,
  at: string,
  options: LintOptions,
  findings: Findings,
): void {
  const keys = new Map<string, FileEntry>();
  const folded = new Map<string, string>();
  let previous: FileEntry | undefined;
  if (files.length === 0)
    findings.notice(`${at}.files`, 'no-files', 'The version has no files, so nobody finds it.');
  files.forEach((file, index) => {
    const path = `${at}.files[${index}]`;
    const entry = lintFile(file, version, path, options, findings);
    if (!entry) return;
    if (previous && byFilename(previous, entry) > 0) {
      const message =
        'The files are not in ascending order of their names; a version that changes is sorted.';
      findings.notice(path, 'unsorted-files', message);
    }
    previous = entry;
    const key = keyOf({ ...entry, version: version ?? '' });
    const twin = keys.get(key);
    if (twin) {
      const same = sameFile(twin, entry);
      const message = `${quote(key)} is there twice${same ? '' : ', with other content'}; consumers take the first.`;
      findings.error(path, 'duplicate-key', message, same);
    }
    keys.set(key, entry);
    const name = folded.get(entry.filename.toLowerCase());
    if (name !== undefined && name !== entry.filename)
      findings.error(
        `${path}.filename`,
        'case-clash',
        `${quote(name)} and ${quote(entry.filename)} differ in case alone.`,
      );
    folded.set(entry.filename.toLowerCase(), entry.filename);
  });
}
