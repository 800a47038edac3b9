import type { JobRecord } from '../engine/record.ts';
import type { ScenarioRecord } from '../scenario/record.ts';
import { escapeXml as text, timelineSvg } from './svg.ts';
import { duration, timeline } from './timeline.ts';

const STYLE = `
:root { color-scheme: light dark; --ok: #2da44e; --bad: #cf222e; --dim: #8c959f; --line: #8c959f55; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
td, th { border-bottom: 1px solid var(--line); padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top; }
.ok { color: var(--ok); } .bad { color: var(--bad); font-weight: 600; } .dim { color: var(--dim); }
section { margin: 2.5rem 0; }
svg { width: 100%; height: auto; font-size: 12px; } svg text { fill: currentColor; }
svg .lane { font-weight: 600; } svg .scale, svg .none { fill: var(--dim); } svg .scale { text-anchor: middle; }
svg .tick { stroke: var(--line); }
svg .success { fill: #2da44e66; } svg .failure { fill: #cf222e88; } svg .unfinished { fill: #bf870088; }
svg .step.success { fill: #2da44e; } svg .step.failure { fill: #cf222e; } svg .step.continued { fill: #d4a72c; }
svg .step.unfinished { fill: #bf8700; } svg .artifact { fill: #8250df; }
pre { overflow-x: auto; background: #8c959f22; padding: .6rem; font-size: 12px; }
summary { cursor: pointer; }`;

/** A page that needs nothing but itself: the scenarios, their verdicts, and a picture of every run. */
export function htmlReport(records: readonly ScenarioRecord[]): string {
  const failed = records.filter(({ passed }) => !passed).length;
  const title =
    failed === 0
      ? `${records.length} scenarios, all as expected`
      : `${failed} of ${records.length} scenarios not as expected`;
  const index = records.map(
    (record) =>
      `<tr><td>${tick(record.passed)}</td><td><a href="#${text(record.name)}">${text(record.name)}</a></td><td>${text(record.title)}</td><td>${duration(record.durationMs)}</td></tr>`,
  );
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>Rehearsal: ${text(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>Rehearsal</h1><p>${text(title)}.</p>`,
    `<table><tr><th></th><th>Scenario</th><th>What it shows</th><th>Time</th></tr>${index.join('\n')}</table>`,
    ...records.map(section),
    '</body></html>\n',
  ].join('\n');
}

function section(record: ScenarioRecord): string {
  const { name, title, verdicts, commits, oddRequests, requests } = record;
  const judged = verdicts.map(
    ({ what, expected, found, holds }) =>
      `<tr><td>${tick(holds)}</td><td>${text(what)}</td><td>${text(expected)}</td><td>${holds ? '' : text(found)}</td></tr>`,
  );
  const landed = commits.map(
    ({ sha, author, subject }) =>
      `<tr><td><code>${text(sha.slice(0, 10))}</code></td><td>${text(author)}</td><td>${text(subject)}</td></tr>`,
  );
  const odd = oddRequests.map(({ method, path, what }) => `<li>${text(`${method} ${path}: ${what}`)}</li>`);
  return [
    `<section id="${text(name)}"><h2>${tick(record.passed)} ${text(name)}</h2><p>${text(title)}</p>`,
    timelineSvg(timeline(record), record.durationMs, `Timeline of ${name}`),
    `<table><tr><th></th><th>Verdict</th><th>Expected</th><th>Found</th></tr>${judged.join('\n')}</table>`,
    `<p>${commits.length} commit(s) on <code>${text(record.branch)}</code> of ${text(record.repository)}, ${requests} requests to the stage.</p>`,
    landed.length === 0 ? '' : `<table>${landed.join('\n')}</table>`,
    odd.length === 0 ? '' : `<p>What went wrong on purpose:</p><ul>${odd.join('\n')}</ul>`,
    ...record.runs.flatMap((run) => run.result.jobs.filter(hasLog).map((job) => log(run.name, job))),
    '</section>',
  ].join('\n');
}

/** The log of a failed job is what its reader wants next. */
function hasLog({ result, kept }: JobRecord): boolean {
  return !kept && (result === 'failure' || result === 'unfinished');
}

function log(run: string, job: JobRecord): string {
  const lines = job.steps.flatMap(({ name, lines }) => [`▸ ${name}`, ...lines.slice(-100)]);
  return `<details><summary>Log of ${text(`${run}: ${job.name}`)}</summary><pre>${text(lines.join('\n'))}</pre></details>`;
}

function tick(holds: boolean): string {
  return holds ? '<span class="ok">✓</span>' : '<span class="bad">✗</span>';
}
