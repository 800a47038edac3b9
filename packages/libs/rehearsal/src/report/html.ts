import type { ScenarioRecord } from '../scenario/record.ts';
import { differences } from './differences.ts';
import { firstFailure, placeOf } from './first-failure.ts';
import { runHtml } from './html-run.ts';
import { STYLE } from './html-style.ts';
import { type Html, text } from './html-text.ts';
import { failedLogs, type JobLog } from './logs.ts';
import { duration, timeline } from './timeline.ts';
import { headline } from './words.ts';

/** Nothing may run and nothing may be fetched, whatever got into the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Lines of each step of a failed job that are worth a look. */
const LOG_LINES = 200;

/** A page that needs nothing but itself: the scenarios, their verdicts, and a picture of every run. */
export function htmlReport(records: readonly ScenarioRecord[]): Html {
  const title = headline(records);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Rehearsal: ${text(title)}</title><style>${STYLE}</style></head><body>`,
    `<header><h1>Rehearsal</h1><p>${text(title)}.</p></header>`,
    records.length > 1 ? index(records) : '',
    '<main>',
    ...records.map(section),
    '</main></body></html>\n',
  ].join('\n');
}

function index(records: readonly ScenarioRecord[]): Html {
  const rows = records.map(({ name, title, passed, durationMs }, at) =>
    cells(
      [`<td class="nowrap">${holdsMark(passed)}</td>`],
      `<a href="#${idOf(at)}">${text(name)}</a><br><span class="dim">${text(title)}</span>`,
      `<span class="time">${duration(durationMs)}</span>`,
    ),
  );
  return `<nav aria-label="Scenarios"><table><thead><tr><th scope="col">Ended</th><th scope="col">Scenario</th><th scope="col">Time</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></nav>`;
}

function section(record: ScenarioRecord, at: number): Html {
  const { name, title, passed, durationMs, startedAt, repository, branch, requests } = record;
  return [
    `<section id="${idOf(at)}"><h2>${text(name)} ${badge(passed)}</h2><p>${text(title)}</p>`,
    `<p class="dim">${text(repository)}, branch ${text(branch)}, ${text(startedAt.slice(0, 16).replace('T', ' '))} UTC, ${duration(durationMs)}, ${requests} requests to the stage.</p>`,
    passed ? '' : first(record),
    ...timeline(record).map((lane) => runHtml(lane, durationMs)),
    verdicts(record),
    ...differences(record).map(({ title: what, lines }) =>
      tableOf(
        text(what),
        [''],
        lines.map((line) => cells([], text(line))),
      ),
    ),
    commits(record),
    oddRequests(record),
    ...failedLogs(record, LOG_LINES).map(log),
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** What is not as it was to be, and the first step that failed: the one may be why of the other. */
function first(record: ScenarioRecord): Html {
  const broken = record.verdicts
    .filter(({ holds }) => !holds)
    .map(({ what, expected, found }) => `<li>${text(`${what}: expected ${expected}, found ${found}`)}</li>`);
  return `<div class="first"><strong>Not as expected</strong><ul>${broken.join('')}</ul>${firstStep(record)}</div>`;
}

function firstStep(record: ScenarioRecord): Html {
  const failure = firstFailure(record);
  if (failure === undefined) return '';
  const { atMs, says } = failure;
  const where = placeOf(failure).map(text);
  const said = says.length === 0 ? '' : `<pre>${text(says.join('\n'))}</pre>`;
  return `<strong>What went wrong first</strong>: ${where.join(' › ')}, after ${duration(atMs)}${said}`;
}

function verdicts({ verdicts: all }: ScenarioRecord): Html {
  const rows = all.map(({ what, expected, found, holds }) =>
    cells(
      [`<td class="nowrap">${holdsMark(holds, 'holds', 'fails')}</td>`],
      text(what),
      holds ? text(expected) : `expected ${text(expected)}, found <strong>${text(found)}</strong>`,
    ),
  );
  return tableOf('Verdicts', ['', 'What', 'How it was to be'], rows);
}

function commits({ commits: all, branch }: ScenarioRecord): Html {
  if (all.length === 0) return `<p>No commit landed on ${text(branch)}.</p>`;
  const rows = all.map(({ sha, author, subject }) =>
    cells([`<td class="nowrap"><code>${text(sha.slice(0, 10))}</code></td>`], text(author), text(subject)),
  );
  return tableOf(`Commits that landed on ${text(branch)}`, ['Commit', 'Author', 'Subject'], rows);
}

function oddRequests({ oddRequests: all }: ScenarioRecord): Html {
  if (all.length === 0) return '';
  const rows = all.map(({ method, path, what }) =>
    cells([], `<code>${text(`${method} ${path}`)}</code>`, text(what)),
  );
  return tableOf(
    'Requests that went wrong, on purpose or because the stage does not know them',
    ['Request', 'What happened'],
    rows,
  );
}

function tableOf(caption: Html, header: readonly string[], rows: readonly Html[]): Html {
  const heads = header.map((one) => `<th scope="col">${one}</th>`).join('');
  return `<table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function cells(before: readonly Html[], ...rest: readonly Html[]): Html {
  return `<tr>${before.join('')}${rest.map((one) => `<td>${one}</td>`).join('')}</tr>`;
}

function log({ title, lines }: JobLog): Html {
  return `<details><summary>Log of ${text(title)}</summary><pre tabindex="0">${text(lines.join('\n'))}</pre></details>`;
}

function badge(passed: boolean): Html {
  return `<span class="badge ${passed ? 'success' : 'failure'}">${passed ? '✓ as expected' : '✗ not as expected'}</span>`;
}

function holdsMark(holds: boolean, yes = 'as expected', no = 'otherwise'): Html {
  return `<span class="${holds ? 'success' : 'failure'}"><span aria-hidden="true">${holds ? '✓' : '✗'}</span> ${holds ? yes : no}</span>`;
}

function idOf(at: number): string {
  return `scenario-${at + 1}`;
}
