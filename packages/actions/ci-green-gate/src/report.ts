import {
  type Circumstances,
  type GateMessage,
  type GateOutcome,
  type GateReport,
  quote,
} from '@gatehouse/action-kit';
import type { Answer } from './end.ts';
import { evidenceOf, failedEvidence, runOf } from './evidence.ts';
import { subjectOf } from './finding.ts';
import { type Result, reasonOf } from './result.ts';
import { failedSummary, renderSummary } from './summary.ts';

/** What the gate tells of its verdict, or of the error that kept it from one. */
export function reportOf(outcome: GateOutcome<Answer>, circumstances: Circumstances): GateReport {
  const { serverUrl } = circumstances.gate;
  if (outcome.kind === 'failed') {
    const evidence = failedEvidence(outcome.error, circumstances);
    const { verdict, reason } = evidence;
    return { outputs: { verdict, reason, runs: [], evidence }, summary: failedSummary(reason), messages: [] };
  }
  const { result } = outcome.answer;
  return {
    outputs: {
      verdict: result.verdict,
      reason: reasonOf(result),
      runs: runsOf(result, serverUrl),
      evidence: evidenceOf(result, circumstances),
    },
    summary: renderSummary(result, serverUrl),
    messages: messagesOf(result),
  };
}

function runsOf(result: Result, serverUrl: string): readonly object[] {
  if (result.mode === 'needs') return [];
  return result.findings.flatMap((finding) => {
    const run = finding.kind === 'workflow' ? finding.standing.run : undefined;
    if (finding.kind !== 'workflow' || run === undefined) return [];
    const { path } = finding.requirement.path;
    return [{ workflow: path, ...runOf(run, result.question.repository, serverUrl) }];
  });
}

/** The verdict of a pass, and what a maintainer should know of it. */
function messagesOf(result: Result): readonly GateMessage[] {
  if (result.verdict !== 'pass') return [];
  const pass: GateMessage = { level: 'info', text: `Pass: ${reasonOf(result)}.` };
  return [pass, ...notesOf(result).map((text): GateMessage => ({ level: 'notice', text }))];
}

function notesOf(result: Result): readonly string[] {
  if (result.mode === 'needs') return [];
  const absent = result.findings.filter(({ standing }) => standing.state === 'absent');
  return [
    ...absent.map((finding) => `Optional and missing for this commit: ${quote(subjectOf(finding))}.`),
    ...result.findings.flatMap((finding) =>
      finding.kind === 'workflow'
        ? finding.overruled.map((run) => overruledNote(subjectOf(finding), run))
        : [],
    ),
    ...(result.changes ?? []),
  ];
}

function overruledNote(
  name: string,
  {
    id,
    event,
    status,
    conclusion,
  }: { id: number; event: string; status: string | null; conclusion: string | null },
): string {
  return `${quote(name)} passed by a newer run of another event; its ${quote(event)} run ${id} is ${quote(conclusion ?? status)}. Set "events-policy: all" to require each event.`;
}
