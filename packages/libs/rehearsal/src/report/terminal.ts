import { quote, quoteLines } from '@gatehouse/action-kit';
import type { ScenarioRecord } from '../scenario/record.ts';
import { type Cell, columnsOf } from './columns.ts';
import { differences } from './differences.ts';
import { firstFailure, placeOf } from './first-failure.ts';
import type { Paint } from './paint.ts';
import type { ReportFiles } from './report-files.ts';
import { shownResult } from './results.ts';
import { hasTime, seconds, shownName } from './timeline.ts';
import { headline } from './words.ts';

/** What a scenario showed, for a terminal: its jobs, its verdicts, and where it first went wrong. */
export function playedText(record: ScenarioRecord, paint: Paint): string {
  const { name, passed, verdicts } = record;
  const holding = verdicts.filter(({ holds }) => holds).length;
  const ending = passed ? 'as expected' : 'not as expected';
  return [
    paint('bold', `${name}: ${ending}; ${holding} of ${verdicts.length} expectations hold`),
    jobTable(record, paint),
    verdictTable(record, paint),
    ...differencesText(record, paint),
    ...(passed ? [] : firstText(record, paint)),
  ].join('\n\n');
}

function differencesText(record: ScenarioRecord, paint: Paint): readonly string[] {
  return differences(record).map(({ title, lines }) =>
    [`${paint('yellow', title)}:`, ...lines.map(quoteLines)].join('\n'),
  );
}

function jobTable({ runs }: ScenarioRecord, paint: Paint): string {
  const header: readonly Cell[] = [
    { text: 'Job', style: 'bold' },
    { text: 'Result', style: 'bold' },
    { text: 'Time', style: 'bold', right: true },
  ];
  const rows = runs.flatMap(({ name, result }) =>
    result.jobs.map((job): readonly Cell[] => {
      const { mark, word, style } = shownResult(job);
      return [
        { text: runs.length > 1 ? `${name}: ${shownName(job)}` : shownName(job) },
        { text: `${mark} ${word}`, style },
        { text: hasTime(job) ? seconds(job.endMs - job.startMs) : '', right: true },
      ];
    }),
  );
  return columnsOf([header, ...rows], paint);
}

function verdictTable({ verdicts }: ScenarioRecord, paint: Paint): string {
  const rows = verdicts.map(({ what, expected, found, holds }): readonly Cell[] => [
    holds ? { text: '✓ holds', style: 'green' } : { text: '✗ fails', style: 'red' },
    { text: what },
    // What was found may be a piece of a file, or of a log.
    { text: holds ? expected : `expected ${expected}, found ${quote(found)}` },
  ]);
  return columnsOf(rows, paint);
}

function firstText(record: ScenarioRecord, paint: Paint): readonly string[] {
  const failure = firstFailure(record);
  if (failure === undefined) return [];
  const place = placeOf(failure).slice(record.runs.length > 1 ? 0 : 1);
  return [
    `${paint('bold', 'What went wrong first')}: ${place.join(' › ')}, after ${seconds(failure.atMs)}\n${quoteLines(failure.says.join('\n'))}`,
  ];
}

/** The last lines: how the scenarios ended, and where the report is. */
export function endText(records: readonly ScenarioRecord[], files: ReportFiles, paint: Paint): string {
  const rows = records.map(({ name, title, passed, durationMs }): readonly Cell[] => [
    passed ? { text: '✓', style: 'green' } : { text: '✗', style: 'red' },
    { text: name },
    { text: seconds(durationMs), right: true },
    { text: title },
  ]);
  return [
    ...(records.length > 1 ? [columnsOf(rows, paint), '', `${headline(records)}.`, ''] : []),
    `Report: ${files.html}`,
    `        ${files.markdown}`,
  ].join('\n');
}
