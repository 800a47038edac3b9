import type { Verdict } from '@gatehouse/action-kit';
import { isVacuous } from './decide.ts';
import { type Finding, subjectOf, verdictOf } from './finding.ts';
import type { JobVerdict } from './needs/needs.ts';
import type { Place, RefFinding } from './place/place.ts';
import type { Question } from './question.ts';
import type { Cause } from './why/cause.ts';
import { short } from './workflows/workflow-run.ts';

/** A finding with what explains it. */
export type Explained = Finding & { readonly causes: readonly Cause[] };

/** What a gate over workflows, checks and statuses found. */
export interface WorkflowsResult {
  readonly mode: 'workflows';
  readonly verdict: Verdict;
  readonly question: Question;
  readonly place: Place;
  /** `undefined` when it could not be asked. */
  readonly ref: RefFinding | undefined;
  /** Empty when it did not come to a look. */
  readonly findings: readonly Explained[];
  /** Why the gate is closed beside refs and runs: earlier evidence that does not fit, an API that does not answer. */
  readonly problem: string | undefined;
  /** Since the earlier evidence; `undefined` without one. */
  readonly changes: readonly string[] | undefined;
  readonly looks: number;
}

/** What a gate over the needed jobs found. */
export interface NeedsResult {
  readonly mode: 'needs';
  readonly verdict: Verdict;
  readonly jobs: readonly JobVerdict[];
}

export type Result = WorkflowsResult | NeedsResult;

/** One sentence for each thing that stands against a pass; empty on a pass. */
export function objections(result: Result): readonly string[] {
  if (result.mode === 'needs') {
    return result.jobs.flatMap(({ id, verdict, reason }) => (verdict === 'pass' ? [] : [`${id}: ${reason}`]));
  }
  const { problem, ref, findings } = result;
  return [
    ...(problem === undefined ? [] : [problem]),
    ...(ref?.verdict === 'fail' ? [ref.said] : []),
    ...againstRuns(findings),
  ];
}

function againstRuns(findings: readonly Explained[]): readonly string[] {
  if (findings.length > 0 && isVacuous(findings)) {
    return [
      'everything that is listed is optional and missing, so nothing is proved',
      ...findings.map(explain),
    ];
  }
  return findings.filter((finding) => verdictOf(finding) !== 'pass').map(explain);
}

/** The verdict in one line. */
export function reasonOf(result: Result): string {
  const against = objections(result);
  if (against.length > 0) return against.join('; ');
  if (result.mode === 'needs') return `all ${result.jobs.length} needed jobs passed or may be missing`;
  const { findings, question, ref } = result;
  const missing = findings.filter(({ standing }) => standing.state !== 'green').length;
  const note = missing === 0 ? '' : `, and ${missing} optional missing`;
  return `${short(question.sha)} is green in ${greenParts(findings)}${note}; ${ref?.said}`;
}

function greenParts(findings: readonly Finding[]): string {
  const count = (kind: Finding['kind'], one: string, many: string) => {
    const { length } = findings.filter(
      (finding) => finding.kind === kind && finding.standing.state === 'green',
    );
    return length === 0 ? [] : [length === 1 ? `one ${one}` : `${length} ${many}`];
  };
  return [
    ...count('workflow', 'workflow', 'workflows'),
    ...count('check', 'check', 'checks'),
    ...count('status', 'status', 'statuses'),
  ].join(', ');
}

/** A finding as a sentence, with its run and its explanations. */
export function explain(finding: Explained): string {
  const { standing, causes } = finding;
  const because = causes.length === 0 ? '' : `: ${causes.map(({ said }) => said).join('; ')}`;
  return `${subjectOf(finding)} ${standing.said}${runOrQuestion(finding)}${because}`;
}

function runOrQuestion(finding: Finding): string {
  if (finding.kind !== 'workflow') return '';
  const { requirement, standing } = finding;
  return standing.run === undefined
    ? ` (${requirement.events.join(' or ')} on ${requirement.branch})`
    : ` (run ${standing.run.id}, attempt ${standing.run.attempt})`;
}
