import { cell, table } from '@gatehouse/action-kit';
import type { ScenarioRecord } from '../scenario/record.ts';
import { differences } from './differences.ts';
import { firstFailure, placeOf } from './first-failure.ts';
import { text } from './html-text.ts';
import { failedLogs, type JobLog } from './logs.ts';
import { countResults, shownResult } from './results.ts';
import { type Bar, duration, hasTime, type Lane, timeline } from './timeline.ts';
import { headline } from './words.ts';

const COLUMNS = 30;
/** GitHub takes a summary of 1 MiB at most, so the logs are short here; the page has more of them. */
const LOG_LINES = 40;
const LINE_LENGTH = 300;
const MOST_LOGS = 10;

/** The same report for a job summary or a pull request; times as bars of characters. */
export function markdownReport(records: readonly ScenarioRecord[]): string {
  const index = records.map(({ name, title, passed, durationMs }) => [
    holdsMark(passed),
    `**${cell(name)}**`,
    cell(title),
    duration(durationMs),
  ]);
  return [
    '# Rehearsal',
    `${cell(headline(records))}.`,
    ...(records.length > 1 ? [table(['', 'Scenario', 'What it shows', 'Time'], index)] : []),
    ...records.map(section),
    '',
  ].join('\n\n');
}

function section(record: ScenarioRecord): string {
  const { name, title, passed, verdicts, commits, oddRequests, branch } = record;
  const judged = verdicts.map(({ what, expected, found, holds }) => [
    holdsMark(holds),
    cell(what),
    holds ? cell(expected) : `expected ${cell(expected)}, found **${cell(found)}**`,
  ]);
  const landed = commits.map(({ sha, author, subject }) => [
    `\`${sha.slice(0, 10)}\``,
    cell(author),
    cell(subject),
  ]);
  const odd = oddRequests.map(({ method, path, what }) => [cell(`${method} ${path}`), cell(what)]);
  return [
    `## ${holdsMark(passed)} ${cell(name)}`,
    cell(title),
    ...(passed ? [] : first(record)),
    ...timeline(record).flatMap((lane) => runMarkdown(lane, record.durationMs)),
    '### Verdicts',
    table(['', 'What', 'How it was to be'], judged),
    ...differences(record).map(
      ({ title: what, lines }) => `### ${what}\n\n${lines.map((line) => `- ${cell(line)}`).join('\n')}`,
    ),
    landed.length === 0 ? `No commit landed on ${cell(branch)}.` : `### Commits on ${cell(branch)}`,
    ...(landed.length === 0 ? [] : [table(['Commit', 'Author', 'Subject'], landed)]),
    ...(odd.length === 0 ? [] : ['### Requests that went wrong', table(['Request', 'What happened'], odd)]),
    ...failedLogs(record, LOG_LINES).slice(0, MOST_LOGS).map(log),
  ].join('\n\n');
}

function runMarkdown(
  { name, runId, attempt, ending, bars, artifacts }: Lane,
  durationMs: number,
): readonly string[] {
  const rows = bars.map((bar) => [
    cell(bar.name),
    `${shownResult(bar).emoji} ${shownResult(bar).word}`,
    hasTime(bar) ? duration(bar.endMs - bar.startMs) : '',
    hasTime(bar) ? `\`${drawn(bar, durationMs)}\`` : '',
  ]);
  const list = artifacts.map(({ name: artifact, size }) => [
    cell(artifact),
    size === undefined ? 'never finished' : String(size),
  ]);
  return [
    `### ${cell(name)}: ${cell(ending)}`,
    `Run ${runId}, attempt ${attempt}. ${bars.length} jobs and legs: ${countResults(bars)}.`,
    table(['Job', 'Result', 'Time', 'When'], rows),
    ...(list.length === 0
      ? []
      : [fold(`Parts and other artifacts: ${list.length}`, table(['Artifact', 'Bytes'], list))]),
  ];
}

function first(record: ScenarioRecord): readonly string[] {
  const failure = firstFailure(record);
  if (failure === undefined) return [];
  const { atMs, says } = failure;
  const where = placeOf(failure).map(cell);
  return [
    `**What went wrong first**: ${where.join(' › ')}, after ${duration(atMs)}`,
    ...(says.length === 0 ? [] : [fenced(says)]),
  ];
}

function log({ title, lines }: JobLog): string {
  return fold(`Log of ${text(title)}`, fenced(lines.slice(-LOG_LINES)));
}

/** The blank lines let GitHub read what is inside as Markdown; the summary itself is HTML. */
function fold(summary: string, inside: string): string {
  return `<details><summary>${summary}</summary>\n\n${inside}\n\n</details>`;
}

/** A block of code that no line of it can end. */
function fenced(lines: readonly string[]): string {
  const shown = lines.flatMap((line) => line.split(/\r\n|[\r\n]/)).map((line) => line.slice(0, LINE_LENGTH));
  const longest = Math.max(
    2,
    ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...shown, fence].join('\n');
}

function drawn({ startMs, endMs }: Bar, durationMs: number): string {
  const column = (ms: number) => Math.min(COLUMNS, Math.round((ms / Math.max(1, durationMs)) * COLUMNS));
  const from = Math.min(column(startMs), COLUMNS - 1);
  const length = Math.max(1, column(endMs) - from);
  return `${'·'.repeat(from)}${'█'.repeat(length)}${'·'.repeat(COLUMNS - from - length)}`;
}

function holdsMark(holds: boolean): string {
  return holds ? '✅' : '❌';
}
