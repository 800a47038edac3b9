import { type Html, text } from './html-text.ts';
import { countResults, type ShownResult, shownResult, shownStep } from './results.ts';
import { type Bar, type BarStep, duration, hasTime, type Lane, type Span, tick } from './timeline.ts';

/** The picture of a run: a row for each job and leg with its steps behind it, and a row of artifacts. */
export function runHtml(lane: Lane, durationMs: number): Html {
  const { name, runId, attempt, ending, bars, artifacts } = lane;
  const step = tick(durationMs, 6);
  return [
    `<h3>${text(name)} <small>run ${runId}, attempt ${attempt}: ${text(ending)}</small></h3>`,
    `<p class="dim">${bars.length} jobs and legs: ${text(countResults(bars))}.</p>`,
    `<div class="run" style="--tick:${percent(step, durationMs)}">`,
    axis(durationMs, step),
    `<ol>${bars.map((bar) => row(bar, durationMs)).join('\n')}</ol>`,
    artifacts.length === 0 ? '' : artifactRow(artifacts, durationMs),
    '</div>',
  ].join('\n');
}

function axis(durationMs: number, step: number): Html {
  const count = Math.floor(durationMs / step);
  const labels = Array.from({ length: count + 1 }, (_, at) => at * step)
    // The last one would hang over the edge.
    .filter((ms) => ms <= durationMs * 0.88)
    .map(
      (ms) => `<span style="left:${percent(ms, durationMs)}">${duration(ms).replace('.0 s', ' s')}</span>`,
    );
  return `<div class="row axis" aria-hidden="true"><b></b><span class="scale">${labels.join('')}</span></div>`;
}

function row(bar: Bar, durationMs: number): Html {
  const shown = shownResult(bar);
  const long = hasTime(bar);
  const cells = [
    `<b>${text(bar.name)}</b>`,
    `<span class="how ${shown.kind}">${mark(shown)} ${shown.word}</span>`,
    `<span class="time">${long ? duration(bar.endMs - bar.startMs) : ''}</span>`,
    `<span class="track" aria-hidden="true">${long ? barHtml(bar, shown, durationMs) : ''}</span>`,
  ].join('');
  if (bar.steps.length === 0) return `<li><div class="row">${cells}</div></li>`;
  const steps = bar.steps.map((step) => stepHtml(step)).join('');
  return `<li><details><summary class="row">${cells}</summary><ol class="steps">${steps}</ol></details></li>`;
}

function barHtml(bar: Bar, { kind }: ShownResult, durationMs: number): Html {
  const steps = bar.steps
    .filter(({ result }) => result !== 'success')
    .map((step) => `<i class="step ${shownStep(step).kind}" style="${place(step, durationMs)}"></i>`);
  return `<i class="bar ${kind}" style="${place(bar, durationMs)}"></i>${steps.join('')}`;
}

function stepHtml(step: BarStep): Html {
  const shown = shownStep(step);
  return `<li><span class="how ${shown.kind}">${mark(shown)} ${shown.word}</span> ${text(step.name)} <span class="dim">${duration(step.endMs - step.startMs)}</span></li>`;
}

function artifactRow(artifacts: Lane['artifacts'], durationMs: number): Html {
  const marks = artifacts.map(({ atMs }) => `<i class="mark" style="left:${percent(atMs, durationMs)}"></i>`);
  const names = artifacts.map(
    ({ name, size }) =>
      `<li><code>${text(name)}</code> <span class="dim">${size === undefined ? 'never finished' : `${size} bytes`}</span></li>`,
  );
  const cells = `<b>Parts and other artifacts</b><span class="how">${artifacts.length}</span><span class="time"></span><span class="track" aria-hidden="true">${marks.join('')}</span>`;
  return `<details class="artifacts"><summary class="row">${cells}</summary><ul class="steps">${names.join('')}</ul></details>`;
}

function mark({ mark: character }: ShownResult): Html {
  return `<span aria-hidden="true">${character}</span>`;
}

function place({ startMs, endMs }: Span, durationMs: number): string {
  const from = Math.min(startMs, durationMs);
  return `left:${percent(from, durationMs)};width:${percent(Math.min(endMs, durationMs) - from, durationMs)}`;
}

function percent(ms: number, durationMs: number): string {
  return `${((Math.max(0, ms) / Math.max(1, durationMs)) * 100).toFixed(2)}%`;
}
