import { cell, table } from '@gatehouse/action-kit';
import type { ScenarioRecord } from '../scenario/record.ts';
import { type Bar, duration, hasTime, timeline } from './timeline.ts';

const COLUMNS = 40;

/** The same report for a terminal, a job summary or a pull request; times as bars of characters. */
export function markdownReport(records: readonly ScenarioRecord[]): string {
  const index = records.map((record) => [
    tick(record.passed),
    cell(record.name),
    cell(record.title),
    duration(record.durationMs),
  ]);
  return [
    '# Rehearsal',
    table(['', 'Scenario', 'What it shows', 'Time'], index),
    ...records.map(section),
    '',
  ].join('\n\n');
}

function section(record: ScenarioRecord): string {
  const { verdicts, commits, oddRequests } = record;
  const judged = verdicts.map(({ what, expected, found, holds }) => [
    tick(holds),
    cell(what),
    cell(expected),
    holds ? '' : cell(found),
  ]);
  const runs = timeline(record).map(({ title, bars }) =>
    table(
      [cell(title), 'Result', 'Time', 'When'],
      bars.map((bar) => [
        cell(bar.name),
        bar.kept ? 'kept' : bar.result,
        hasTime(bar) ? duration(bar.endMs - bar.startMs) : '',
        hasTime(bar) ? `\`${drawn(bar, record.durationMs)}\`` : '',
      ]),
    ),
  );
  const landed = commits.map(({ sha, author, subject }) => [sha.slice(0, 10), cell(author), cell(subject)]);
  const odd = oddRequests.map(({ method, path, what }) => `- ${cell(`${method} ${path}: ${what}`)}`);
  return [
    `## ${tick(record.passed)} ${cell(record.name)}`,
    cell(record.title),
    ...runs,
    table(['', 'Verdict', 'Expected', 'Found'], judged),
    ...(landed.length === 0 ? [] : [table(['Commit', 'Author', 'Subject'], landed)]),
    ...(odd.length === 0 ? [] : [`What went wrong on purpose:\n\n${odd.join('\n')}`]),
  ].join('\n\n');
}

function drawn({ startMs, endMs }: Bar, durationMs: number): string {
  const column = (ms: number) => Math.min(COLUMNS, Math.round((ms / Math.max(1, durationMs)) * COLUMNS));
  const from = Math.min(column(startMs), COLUMNS - 1);
  const length = Math.max(1, column(endMs) - from);
  return `${'·'.repeat(from)}${'█'.repeat(length)}${'·'.repeat(COLUMNS - from - length)}`;
}

function tick(holds: boolean): string {
  return holds ? '✓' : '✗';
}
