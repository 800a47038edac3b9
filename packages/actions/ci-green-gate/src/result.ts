import type { Cause } from './causes.ts';
import type { Finding, Verdict } from './decide.ts';
import { isVacuous, verdictOf } from './decide.ts';
import type { Question } from './look.ts';
import type { JobVerdict } from './needs.ts';
import type { Place, RefFinding } from './ref.ts';
import { fileName, short } from './workflow-run.ts';

/** A finding with what explains it. */
export interface Explained extends Finding {
  readonly causes: readonly Cause[];
}

/** What a gate over workflows found. */
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
      'every listed workflow is optional and none has a run, so nothing is proved',
      ...findings.map(explain),
    ];
  }
  return findings.filter((finding) => verdictOf(finding) !== 'pass').map(explain);
}

/** The verdict in one line. */
export function reasonOf(result: Result): string {
  const against = objections(result);
  if (against.length > 0) return against.join('; ');
  if (result.mode === 'needs') return `all ${result.jobs.length} needed jobs passed or may be without`;
  const { findings, question, ref } = result;
  const green = findings.filter(({ standing }) => standing.state === 'green').length;
  const without = findings.length - green;
  const note = without === 0 ? '' : `, and ${without} optional without a run`;
  return `${short(question.sha)} is green in ${green === 1 ? 'one workflow' : `${green} workflows`}${note}; ${ref?.said}`;
}

/** A finding as a sentence, with its run and its explanations. */
export function explain({ requirement, standing, causes }: Explained): string {
  const { path, events, branch } = requirement;
  const run =
    standing.run === undefined
      ? ` (${events.join(' or ')} on ${branch})`
      : ` (run ${standing.run.id}, attempt ${standing.run.attempt})`;
  const because = causes.length === 0 ? '' : `: ${causes.map(({ said }) => said).join('; ')}`;
  return `${fileName(path)} ${standing.said}${run}${because}`;
}
