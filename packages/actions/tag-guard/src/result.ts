import { type GateOutcome, messageOf, quote } from '@gatehouse/action-kit';
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

/** A result, or why there is none. */
export type Conclusion = Result | { readonly kind: 'failed'; readonly reason: string };

/** What is reported of an outcome. */
export function conclusionOf(outcome: GateOutcome<Result>): Conclusion {
  if (outcome.kind === 'answered') return outcome.answer;
  return { kind: 'failed', reason: `the ref could not be judged: ${quote(messageOf(outcome.error))}` };
}

type Release = Extract<Decision, { kind: 'release' }>;

/** The result of a release for which no files are listed. */
export const withoutFiles = (release: Release): Result => ({ ...release, findings: [] });

/** The result of a release whose files were looked at: at least one place states its version, and none another. */
export function resultOf(release: Release, findings: readonly Finding[]): Result {
  const agree = findings.some(({ verdict }) => verdict === 'equal') && against(findings).length === 0;
  return { ...release, kind: agree ? 'release' : 'refuse', findings };
}

/** Every place that was looked at. */
export function findingsOf(conclusion: Conclusion): readonly Finding[] {
  return 'findings' in conclusion ? conclusion.findings : [];
}

/** The findings that stand against a release. */
export function against(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict !== 'equal' && verdict !== 'left-out');
}

/** The conclusion in one line, without a full stop. */
export function reasonOf(result: Conclusion): string {
  if (result.kind === 'skip' || result.kind === 'failed') return result.reason;
  const { tag, version, findings } = result;
  const release = `${quote(tag)} is the release ${version.text}`;
  if (result.kind === 'release' && findings.length === 0) return release;
  const compared = findings.filter(({ verdict }) => verdict !== 'left-out');
  const left = findings.length - compared.length;
  if (result.kind === 'release') {
    const more = left === 0 ? '' : `; ${left} ${left === 1 ? 'was' : 'were'} left out`;
    return `${release}, as ${count(compared)} ${compared.length === 1 ? 'states' : 'state'}${more}`;
  }
  const { length } = against(findings);
  if (length === 0) return `no listed place states the version ${version.text} of the tag ${quote(tag)}`;
  return `${length} of ${count(compared)} ${length === 1 ? 'does' : 'do'} not state the version ${version.text} of the tag ${quote(tag)}`;
}

/** One sentence about a place. */
export function describe(finding: Finding): string {
  if (finding.verdict === 'unstated') return `${quote(finding.file)} ${finding.why}. ${finding.todo}`;
  const { file, line, place, found } = finding;
  const at = `${quote(file)}${line === undefined ? '' : `, line ${line}`}: ${quote(place)}`;
  const states = found === undefined ? at : `${at} is ${quote(found)}`;
  switch (finding.verdict) {
    case 'equal':
      return `${states}.`;
    case 'differs':
      return `${states}, expected ${finding.expected}.`;
    case 'left-out':
      return `${states}, but ${finding.why}.`;
    default:
      return finding satisfies never;
  }
}

const count = ({ length }: readonly Finding[]) => (length === 1 ? '1 place' : `${length} places`);
