import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar } from 'yaml';
import { type Mistake, mistaken, refuse } from '../source/mistake.ts';
import type { Pin, Pins } from './pin.ts';
import { FULL_COMMIT, FULL_VERSION } from './version.ts';

const ACTION = /^[\w.-]+(\/[\w.-]+)+$/;

/**
 * Reads the catalogue of pins: a composite action that never runs and whose steps list every
 * third-party action as `uses: owner/name@<commit> # vX.Y.Z`. Dependabot (in every folder it is told
 * of) and Renovate (`action.yml`) keep commit and version of such lines up to date on their own.
 */
export function readPins(path: string): Pins {
  return parsePins(readFileSync(path, 'utf8'), path);
}

/** {@link readPins} for a `text` that was read from `path`. */
export function parsePins(text: string, path: string): Pins {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => ({ file: path, line: lines.linePos(offset).line });
  const [fault] = document.errors;
  if (fault !== undefined) mistaken(at(fault.pos[0]), `The catalogue of pins is no YAML: ${fault.message}`);
  const steps = document.getIn(['runs', 'steps']);
  if (!isSeq(steps)) mistaken(at(0), 'The catalogue of pins has no list under "runs.steps".');
  const found = steps.items.map((step) => {
    const uses = isMap(step) ? step.get('uses', true) : undefined;
    if (isScalar(uses)) return readPin(uses, at(uses.range?.[0] ?? 0));
    return {
      at: at(isMap(step) ? (step.range?.[0] ?? 0) : 0),
      message: 'A step of the catalogue has no "uses".',
    };
  });
  const pins = found.filter((one) => 'action' in one);
  refuse([...found.filter((one) => 'message' in one), ...twice(pins)]);
  return new Map(pins.map((pin) => [pin.action, pin]));
}

function readPin({ value, comment }: Scalar, at: Pin['at']): Pin | Mistake {
  const text = String(value);
  const [action = '', commit = '', ...more] = text.split('@');
  const version = (comment ?? '').trim();
  if (ACTION.test(action) && FULL_COMMIT.test(commit) && more.length === 0 && FULL_VERSION.test(version)) {
    return { action, commit, version, at };
  }
  const found = version === '' ? text : `${text} # ${version}`;
  return { at, message: `Found the pin "${found}"; expected owner/name@<40 hexadecimal digits> # vX.Y.Z.` };
}

function twice(pins: readonly Pin[]): readonly Mistake[] {
  const seen = new Map<string, Pin>();
  return pins.flatMap((pin) => {
    const first = seen.get(pin.action);
    seen.set(pin.action, first ?? pin);
    return first === undefined
      ? []
      : [{ at: pin.at, message: `${pin.action} is pinned twice, first in line ${first.at.line}.` }];
  });
}
