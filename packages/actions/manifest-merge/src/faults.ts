import { quote } from '@gatehouse/action-kit';
import type { Finding, LintedManifest } from '@gatehouse/version-manifest';

/** One error in one manifest. */
export interface Fault {
  /** The path of the manifest, or what it is called. */
  readonly file: string;
  /** Where in it, such as `[3].files[0].arch`. */
  readonly path: string;
  readonly message: string;
}

/** The errors among the findings in a manifest. */
export function faultsOf(file: string, findings: readonly Finding[]): readonly Fault[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => ({ file, path, message }));
}

const MOST_FILES = 50;
const MOST_PER_FILE = 3;

/** A message with every file that has errors, and the first errors of each: one bad file hides no other. */
export function listFaults(faults: readonly Fault[], summary: string): string {
  const byFile = [...Map.groupBy(faults, ({ file }) => file)];
  const lines = byFile.slice(0, MOST_FILES).flatMap(([file, found]) => {
    const more = found.length - MOST_PER_FILE;
    return [
      ...found.slice(0, MOST_PER_FILE).map(({ path, message }) => `${quote(file)} ${path}: ${message}`),
      ...(more > 0 ? [`${quote(file)} has ${more} more errors.`] : []),
    ];
  });
  const left = byFile.length - MOST_FILES;
  return [summary, ...lines, ...(left > 0 ? [`… and ${left} more files`] : [])].join('\n');
}

/** A manifest with errors in one line: how many, and the first. */
export function faultLine({ path, findings }: LintedManifest): string {
  const errors = faultsOf(path, findings);
  return `${path}: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}; ${errors[0]?.path ?? ''} ${errors[0]?.message ?? ''}`;
}
