import { quoteLines } from '@gatehouse/action-kit/quote';
import { firstFailure, type ScenarioRecord } from '@gatehouse/rehearsal';
import type { Terminal } from '../terminal.ts';
import type { Played } from './play-all.ts';
import type { ReportFiles } from './report-files.ts';
import { hasTime, resultStyle, resultWord, seconds } from './results.ts';
import { type Cell, columnsOf } from './tables.ts';

/** What a scenario showed, for a terminal: its jobs, its verdicts, and where it first went wrong. */
export function tellPlayed({ record, refusedHosts }: Played, { out, paint }: Terminal): void {
  out(`\n${paint('bold', `${record.name}: ${record.passed ? 'as expected' : 'not as expected'}`)}\n`);
  out(`${jobTable(record, paint)}\n`);
  out(verdictTable(record, paint));
  if (refusedHosts.length > 0) {
    out(
      `\nAsked for in vain, since a rehearsal reaches nothing but this machine: ${refusedHosts.join(', ')}`,
    );
  }
  const first = record.passed ? undefined : firstFailure(record);
  if (first === undefined) {
    out('');
    return;
  }
  const several = record.runs.length > 1;
  const where = [several ? first.run : '', first.job, first.step ?? '']
    .filter((one) => one !== '')
    .join(' › ');
  out(`\n${paint('bold', 'What went wrong first')}: ${where}, after ${seconds(first.atMs)} s`);
  out(`${quoteLines(first.says.join('\n'))}\n`);
}

function jobTable({ runs }: ScenarioRecord, paint: Terminal['paint']): string {
  const header = ['Job', 'Result', 'Seconds'].map(
    (text): Cell => ({ text, paint: (cell) => paint('bold', cell) }),
  );
  const rows = runs.flatMap(({ name, result }) =>
    result.jobs.map((job): readonly Cell[] => [
      { text: runs.length > 1 ? `${name}: ${job.name}` : job.name },
      { text: resultWord(job), paint: (text) => paint(resultStyle(job), text) },
      { text: hasTime(job) ? seconds(job.endMs - job.startMs) : '', right: true },
    ]),
  );
  return columnsOf([header, ...rows]);
}

function verdictTable({ verdicts }: ScenarioRecord, paint: Terminal['paint']): string {
  return columnsOf(
    verdicts.map(({ what, expected, found, holds }) => [
      { text: holds ? '✓ holds' : '✗ fails', paint: (text) => paint(holds ? 'green' : 'red', text) },
      { text: what },
      { text: holds ? expected : `expected ${expected}, found ${found}` },
    ]),
  );
}

/** The last lines: how many scenarios ended as they should, and where the report is. */
export function tellEnd(
  records: readonly ScenarioRecord[],
  files: ReportFiles,
  { out, paint }: Terminal,
): void {
  if (records.length > 1) {
    const rows = records.map(({ name, title, passed }) => [
      { text: passed ? '✓' : '✗', paint: (text: string) => paint(passed ? 'green' : 'red', text) },
      { text: name },
      { text: title },
    ]);
    const failed = records.filter(({ passed }) => !passed).length;
    out(columnsOf(rows));
    out(`${records.length - failed} of ${records.length} scenarios ended as expected.\n`);
  }
  out(`Report: ${files.html}\n        ${files.markdown}`);
}
