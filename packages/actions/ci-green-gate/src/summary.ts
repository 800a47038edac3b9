import { cell, table } from '@gatehouse/action-kit';
import { type Verdict, verdictOf } from './decide.ts';
import { runUrl } from './evidence.ts';
import { type Explained, type NeedsResult, type Result, reasonOf, type WorkflowsResult } from './result.ts';
import { fileName, short } from './workflow-run.ts';

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
      : [table(['Workflow', 'Verdict', 'Run', 'Event', 'Branch', 'Conclusion', 'Why'], rows)]),
    ...(changes === undefined || changes.length === 0
      ? []
      : [`Since the first look: ${cell(changes.join('; '))}.`]),
  ];
}

function row(finding: Explained, repository: string, serverUrl: string): readonly string[] {
  const { requirement, standing, causes, others } = finding;
  const { run } = standing;
  const shown = run ?? others[0]?.run;
  const counts = run === undefined ? ', does not count' : '';
  const link =
    shown === undefined
      ? '–'
      : `[#${shown.number}, attempt ${shown.attempt}](${runUrl(shown, repository, serverUrl)})${counts}`;
  const why = [standing.said, ...causes.map(({ said }) => said)].join('; ');
  return [
    `${cell(fileName(requirement.path))}${requirement.optional ? ' (optional)' : ''}`,
    SIGNS[verdictOf(finding)],
    link,
    cell(shown?.event ?? requirement.events.join(', ')),
    cell(shown?.branch ?? requirement.branch),
    cell(shown?.conclusion ?? shown?.status ?? '–'),
    cell(why),
  ];
}
