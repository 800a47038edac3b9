import { cell, table, type Verdict } from '@gatehouse/action-kit';
import { runUrl } from './evidence.ts';
import { type Finding, subjectOf, verdictOf } from './finding.ts';
import { type Explained, type NeedsResult, type Result, reasonOf, type WorkflowsResult } from './result.ts';
import { short, type WorkflowRun } from './workflows/workflow-run.ts';

const SIGNS: Readonly<Record<Verdict, string>> = { pass: '✅ pass', fail: '❌ fail', unknown: '❔ unknown' };

/** The result as Markdown: the verdict, and a table that links every run. */
export function renderSummary(result: Result, serverUrl: string): string {
  const title = result.mode === 'needs' ? 'Needed jobs' : `CI of ${short(result.question.sha)}`;
  const head = [`## ${title}: ${SIGNS[result.verdict]}`, cell(reasonOf(result))];
  const body = result.mode === 'needs' ? [needsTable(result)] : workflowTables(result, serverUrl);
  return [...head, ...body].join('\n\n');
}

function needsTable({ jobs }: NeedsResult): string {
  const rows = jobs.map(({ id, result, verdict, reason }) => [
    cell(id),
    cell(result),
    SIGNS[verdict],
    cell(reason),
  ]);
  return table(['Job', 'Result', 'Verdict', 'Why'], rows);
}

function workflowTables(result: WorkflowsResult, serverUrl: string): readonly string[] {
  const { question, place, ref, findings, changes } = result;
  const rows = findings.map((finding) => row(finding, question.repository, serverUrl));
  const where = ref === undefined ? 'not asked' : `${ref.verdict}: ${cell(ref.said)}`;
  return [
    `Commit \`${question.sha}\`${place.tag === undefined ? '' : `, tag ${cell(place.tag)}`}, branch ${cell(place.branch)} (policy ${place.policy}, ${where}).`,
    ...(rows.length === 0
      ? []
      : [table(['Required', 'Verdict', 'Run', 'Event', 'Branch', 'Conclusion', 'Why'], rows)]),
    ...(changes === undefined || changes.length === 0
      ? []
      : [`Since the first look: ${cell(changes.join('; '))}.`]),
  ];
}

function row(finding: Explained, repository: string, serverUrl: string): readonly string[] {
  const { requirement, standing, causes } = finding;
  const why = [standing.said, ...causes.map(({ said }) => said), ...overruledNotes(finding)].join('; ');
  return [
    `${cell(subjectOf(finding))}${requirement.optional ? ' (optional)' : ''}`,
    SIGNS[verdictOf(finding)],
    ...seenCells(finding, repository, serverUrl),
    cell(why),
  ];
}

/** The cells of the run, its event, its branch and its conclusion. */
function seenCells(finding: Finding, repository: string, serverUrl: string): readonly string[] {
  switch (finding.kind) {
    case 'workflow':
      return runCells(finding, repository, serverUrl);
    case 'check': {
      const { checks } = finding;
      const ends = [...new Set(checks.map(({ status, conclusion }) => conclusion ?? status))];
      return [ids(checks.map(({ id }) => id)), '–', '–', cell(ends.join(', ') || '–')];
    }
    case 'status': {
      const { status } = finding;
      return [ids(status === undefined ? [] : [status.id]), '–', '–', cell(status?.state ?? '–')];
    }
    default:
      return finding satisfies never;
  }
}

function runCells(
  { requirement, standing, others }: Extract<Finding, { kind: 'workflow' }>,
  repository: string,
  serverUrl: string,
): readonly string[] {
  const { run } = standing;
  const shown = run ?? others[0]?.run;
  const counts = run === undefined ? ', does not count' : '';
  return [
    shown === undefined ? '–' : `${runLink(shown, repository, serverUrl)}${counts}`,
    cell(shown?.event ?? requirement.events.join(', ')),
    cell(shown?.branch ?? requirement.branch),
    cell(shown?.conclusion ?? shown?.status ?? '–'),
  ];
}

function overruledNotes(finding: Finding): readonly string[] {
  if (finding.kind !== 'workflow') return [];
  return finding.overruled.map(
    ({ id, event, status, conclusion }) =>
      `any of ${finding.requirement.events.join(', ')} counts, and this run is newer than the ${event} run ${id} (${conclusion ?? status})`,
  );
}

const runLink = (run: WorkflowRun, repository: string, serverUrl: string): string =>
  `[#${run.number}, attempt ${run.attempt}](${runUrl(run, repository, serverUrl)})`;

const ids = (found: readonly number[]): string => (found.length === 0 ? '–' : found.join(', '));

/** The summary of a gate that an error kept from a verdict. */
export function failedSummary(reason: string): string {
  return [`## CI: ${SIGNS.unknown}`, cell(reason)].join('\n\n');
}
