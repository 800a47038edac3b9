import { type Bar, duration, hasTime, type Lane } from './timeline.ts';

const NAMES = 250;
const WIDTH = 960;
const ROW = 24;
const PLOT = WIDTH - NAMES - 20;

/** The picture of a scenario: a row for each job and leg, its steps in it, artifacts as marks. */
export function timelineSvg(lanes: readonly Lane[], durationMs: number, label: string): string {
  const x = (ms: number) => NAMES + (Math.min(ms, durationMs) / Math.max(1, durationMs)) * PLOT;
  const parts: string[] = [];
  let y = 8;
  for (const lane of lanes) {
    parts.push(`<text class="lane" x="4" y="${y + 15}">${escapeXml(lane.title)}</text>`);
    y += ROW;
    for (const bar of lane.bars) {
      parts.push(row(bar, y, x));
      y += ROW;
    }
    if (lane.artifacts.length > 0) {
      parts.push(`<text x="16" y="${y + 15}">artifacts</text>`);
      for (const { name, atMs } of lane.artifacts) parts.push(mark(x(atMs), y + 11, name));
      y += ROW;
    }
    y += 8;
  }
  const ticks = scale(durationMs).map(
    (ms) =>
      `<path class="tick" d="M${x(ms).toFixed(1)} 4V${y}"/><text class="scale" x="${x(ms).toFixed(1)}" y="${y + 12}">${duration(ms)}</text>`,
  );
  return [
    `<svg viewBox="0 0 ${WIDTH} ${y + 18}" role="img" aria-label="${escapeXml(label)}">`,
    ...ticks,
    ...parts,
    '</svg>',
  ].join('\n');
}

function row(bar: Bar, y: number, x: (ms: number) => number): string {
  const how = bar.kept ? 'kept from an earlier attempt' : bar.result;
  const name = `<text x="16" y="${y + 15}">${escapeXml(shorten(bar.name))}</text>`;
  if (!hasTime(bar)) return `${name}<text class="none" x="${NAMES}" y="${y + 15}">${how}</text>`;
  const rect = (from: number, to: number, kind: string, height: number, title: string) =>
    `<rect class="${kind}" x="${x(from).toFixed(1)}" y="${y + (22 - height) / 2}" width="${Math.max(1.5, x(to) - x(from)).toFixed(1)}" height="${height}" rx="2"><title>${escapeXml(title)}</title></rect>`;
  const whole = `${bar.name}: ${how}, ${duration(bar.endMs - bar.startMs)}`;
  const steps = bar.steps.map((step) =>
    rect(
      step.startMs,
      step.endMs,
      `step ${step.result}`,
      8,
      `${step.name}: ${step.result}, ${duration(step.endMs - step.startMs)}`,
    ),
  );
  return [name, rect(bar.startMs, bar.endMs, bar.result, 18, whole), ...steps].join('');
}

function mark(x: number, y: number, name: string): string {
  return `<path class="artifact" d="M${x.toFixed(1)} ${y - 6}l6 6l-6 6l-6 -6z"><title>${escapeXml(name)}</title></path>`;
}

/** Round numbers, about six of them. */
function scale(durationMs: number): readonly number[] {
  const rough = durationMs / 6;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power;
  return Array.from({ length: Math.floor(durationMs / step) + 1 }, (_, at) => at * step);
}

function shorten(name: string): string {
  return name.length > 34 ? `${name.slice(0, 33)}…` : name;
}

/** Text as it may stand in an element or an attribute. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them, even escaped.
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd');
  return clean.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
