import { quote } from '@gatehouse/action-kit';
import type { Decision } from './decide.ts';
import type { Finding } from './lockstep/check.ts';

/** What becomes of the ref, with the places that were compared. */
export type Result =
  | Extract<Decision, { kind: 'skip' }>
  | (Omit<Extract<Decision, { kind: 'release' }>, 'kind'> & {
      /** `refuse` where a listed place states another version, or none. */
      readonly kind: 'release' | 'refuse';
      readonly findings: readonly Finding[];
    });

/** The result of a release whose files were looked at. */
export function resultOf(
  release: Extract<Decision, { kind: 'release' }>,
  findings: readonly Finding[],
): Result {
  return { ...release, kind: against(findings).length === 0 ? 'release' : 'refuse', findings };
}

/** The findings that stand against a release. */
export function against(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict !== 'equal');
}

/** The result in one line, without a full stop. */
export function reasonOf(result: Result): string {
  if (result.kind === 'skip') return result.reason;
  const { tag, version, findings } = result;
  const release = `${quote(tag)} is the release ${version.text}`;
  if (findings.length === 0) return release;
  if (result.kind === 'release')
    return `${release}, as ${count(findings)} ${findings.length === 1 ? 'states' : 'state'}`;
  const { length } = against(findings);
  return `${length} of ${count(findings)} ${length === 1 ? 'does' : 'do'} not state the version ${version.text} of the tag ${quote(tag)}`;
}

/** One sentence about a place. */
export function describe(finding: Finding): string {
  if (finding.verdict === 'unstated') return `${quote(finding.file)} ${finding.why}. ${finding.todo}`;
  const { file, line, place, found, expected } = finding;
  const at = line === undefined ? '' : `, line ${line}`;
  return `${quote(file)}${at}: ${quote(place)} is ${quote(found)}, expected ${expected}.`;
}

const count = ({ length }: readonly Finding[]) => (length === 1 ? '1 place' : `${length} places`);
