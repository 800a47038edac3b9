import { quote } from '@gatehouse/action-kit/quote';
import type { Manifest } from './entry.ts';
import { collectFindings, type Finding, type Findings } from './finding.ts';
import { duplicateKeys } from './json-keys.ts';
import type { Layout } from './layout.ts';
import { lintVersion } from './lint-version.ts';
import type { Names } from './names.ts';
import { readJson } from './read-json.ts';
import { renderText } from './render.ts';
import { compareVersions, readVersion, type Version } from './versions.ts';

export interface LintOptions {
  /** Absent: file names are not compared with their fields. */
  readonly names?: Names;
  /** `owner/name`; files of other repositories are told as a notice. */
  readonly repository?: string;
  /** The path of this manifest; entries that the layout puts elsewhere are errors. */
  readonly at?: { readonly layout: Layout; readonly path: string };
}

export interface LintResult {
  /** Errors first, each kind in the order of the text. */
  readonly findings: readonly Finding[];
  /** What may be written on; absent where a finding is an error. */
  readonly manifest?: Manifest;
}

/**
 * Reads a manifest and finds what is wrong in it. An error is what makes a consumer miss a file, take a
 * wrong one or reject the manifest as a whole, and what would be laundered by writing it again. What
 * consumers take as it is (a platform version of null, upstream's or a fork's files, their order, other
 * white space) is a notice.
 */
export function lint(raw: string, options: LintOptions = {}): LintResult {
  const findings = collectFindings();
  const json = readJson(raw, findings);
  if (!json) return { findings: findings.list() };
  const { value, text } = json;
  if (!Array.isArray(value)) {
    findings.error('', 'not-array', `The text is ${quote(value)}; expected a list of versions.`);
    return { findings: findings.list() };
  }
  if (value.length === 0) findings.notice('', 'empty', 'The list of versions is empty.');
  lintVersions(value, options, findings);
  // A text that is its own rendering cannot hold a key twice; any other is searched.
  if (findings.hasErrors() || !isRendering(text, value)) {
    if (!findings.hasErrors())
      findings.notice('', 'formatting', 'White space or escapes differ from how manifests are written.');
    for (const { path, key } of duplicateKeys(text))
      findings.error(
        path,
        'duplicate-json-key',
        `The key ${quote(key)} is there twice in one object; parsers disagree on which one counts.`,
      );
  }
  return findings.hasErrors()
    ? { findings: findings.list() }
    : { findings: findings.list(), manifest: value };
}

function lintVersions(entries: readonly unknown[], options: LintOptions, findings: Findings): void {
  const places = new Map<string, number>();
  let previous: Version | undefined;
  entries.forEach((entry, index) => {
    const at = `[${index}]`;
    const text = lintVersion(entry, at, options, findings);
    const reading = text === undefined ? undefined : readVersion(text);
    if (text === undefined || reading?.kind !== 'version') return;
    const first = places.get(text);
    if (first !== undefined)
      findings.error(
        at,
        'duplicate-version',
        `The version ${text} is there already at [${first}]; consumers stop at the first.`,
        true,
      );
    else if (previous && compareVersions(previous, reading.version) < 0)
      findings.error(
        at,
        'unsorted-versions',
        `The version ${text} stands below ${previous.version}; consumers take the first match, so versions must descend.`,
        true,
      );
    places.set(text, first ?? index);
    previous = reading.version;
  });
}

function isRendering(text: string, manifest: Manifest): boolean {
  let at = 0;
  for (const piece of renderText(manifest, { lineEnd: '\n', finalNewline: text.endsWith('\n') })) {
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
  }
  return at === text.length;
}
