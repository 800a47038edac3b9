import { ActionError, type Log, type OutputValue, quote } from '@gatehouse/action-kit';
import { type Circumstances, evidenceOf, runOf } from './evidence.ts';
import { objections, type Result, reasonOf } from './result.ts';
import { renderSummary } from './summary.ts';

/** Where a result is told. */
export interface ReportDeps {
  readonly log: Log;
  readonly setOutputs: (outputs: Readonly<Record<string, OutputValue>>) => void;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/** Sets the outputs, writes the summary, and says what a maintainer should know of a pass. */
export async function report(result: Result, circumstances: Circumstances, deps: ReportDeps): Promise<void> {
  deps.setOutputs({
    verdict: result.verdict,
    reason: reasonOf(result),
    runs: runsOf(result, circumstances.gate.serverUrl),
    evidence: evidenceOf(result, circumstances),
  });
  await deps.appendSummary(renderSummary(result, circumstances.gate.serverUrl));
  if (result.verdict !== 'pass') return;
  deps.log.info(`Pass: ${reasonOf(result)}.`);
  for (const note of notesOf(result)) deps.log.notice(note);
}

/** The error of a closed gate, `undefined` of an open one. */
export function closedGate(result: Result): ActionError<'NOT_GREEN' | 'NOT_KNOWN'> | undefined {
  if (result.verdict === 'pass') return undefined;
  const fails = result.verdict === 'fail';
  return new ActionError({
    code: fails ? 'NOT_GREEN' : 'NOT_KNOWN',
    message: objections(result).join('\n'),
    hint: fails
      ? 'Make these green for this very commit, or take a commit for which they are.'
      : 'What cannot be known does not pass. Run this job again; the summary has what was seen.',
  });
}

function runsOf(result: Result, serverUrl: string): readonly object[] {
  if (result.mode === 'needs') return [];
  return result.findings.flatMap(({ requirement: { path }, standing: { run } }) =>
    run === undefined ? [] : [{ workflow: path, ...runOf(run, result.question.repository, serverUrl) }],
  );
}

function notesOf(result: Result): readonly string[] {
  if (result.mode === 'needs') return [];
  const absent = result.findings.filter(({ standing }) => standing.state === 'absent');
  return [
    ...absent.map(
      ({ requirement: { path } }) => `${quote(path)} is optional and has no run for this commit.`,
    ),
    ...(result.changes ?? []),
  ];
}
