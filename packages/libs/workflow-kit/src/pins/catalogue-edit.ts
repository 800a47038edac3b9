import { mistaken } from '../source/mistake.ts';
import { parsePins } from './catalogue.ts';
import type { Pin, Pins } from './pin.ts';

/** What is written for an action. */
type Release = Pick<Pin, 'commit' | 'version'>;

const EMPTY = `# Every third-party action of the generated workflows, at the commit that was reviewed. This action never
# runs: it has the form that Dependabot and Renovate keep up to date.
name: Pins
description: Lists the third-party actions of the generated workflows. Never runs.
runs:
  using: composite
  steps:
`;

/** The catalogue `text` with the line of `pin` naming another commit and version; every other line stays. */
export function replacePin(text: string, pin: Pin, { commit, version }: Release): string {
  const lines = text.split('\n');
  const line = lines[pin.at.line - 1] ?? '';
  lines[pin.at.line - 1] = line
    .replace(`${pin.action}@${pin.commit}`, `${pin.action}@${commit}`)
    .replace(/#.*?(?=\r?$)/, `# ${version}`);
  return lines.join('\n');
}

/**
 * The catalogue `text`, which was read from `path`, with `action` at `release`: its line is changed, or one is
 * added in the order of the names. `undefined` is a catalogue that is not there yet. Throws a `WorkflowError`
 * where the text leaves no place for a line.
 */
export function withPin(
  text: string | undefined,
  path: string,
  { action, commit, version }: Omit<Pin, 'at'>,
): string {
  const release = { commit, version };
  const line = `- uses: ${action}@${commit} # ${version}`;
  if (text === undefined) return `${EMPTY}    ${line}\n`;
  const pins = parsePins(text, path);
  const known = pins.get(action);
  const changed = known === undefined ? insert(text, pins, action, line) : replacePin(text, known, release);
  const found = parsePins(changed, path);
  const isKept = [...pins.values()].every(
    (pin) => pin.action === action || found.get(pin.action)?.commit === pin.commit,
  );
  const written = found.get(action);
  if (isKept && written?.commit === commit && written.version === version) return changed;
  return mistaken({ file: path, line: 1 }, `Found no place for the pin. Add this line by hand: ${line}`);
}

/** Behind the last pin whose name comes before; where there is none, before the first. */
function insert(text: string, pins: Pins, action: string, line: string): string {
  const lines = text.split('\n');
  const before = [...pins.values()].filter((pin) => pin.action < action).at(-1);
  const [first] = pins.values();
  const place = before?.at.line ?? (first === undefined ? lines.length : first.at.line - 1);
  const [, indent = '    ', end = ''] =
    /^(\s*)-.*?(\r?)$/.exec(lines[((before ?? first)?.at.line ?? 0) - 1] ?? '') ?? [];
  return lines.toSpliced(place, 0, `${indent}${line}${end}`).join('\n');
}
