import { quote } from '@gatehouse/action-kit/quote';
import { parsePins } from '../pins/catalogue.ts';
import { replacePin } from '../pins/catalogue-edit.ts';
import type { Pin } from '../pins/pin.ts';
import { FULL_COMMIT, FULL_VERSION } from '../pins/version.ts';
import { type Mistake, refuse } from '../source/mistake.ts';
import { type SourcePosition, showPosition } from '../source/position.ts';
import type { PinChange } from './pin-line.ts';

/** A changed pin, and where it stands. */
export interface FoundChange extends PinChange {
  readonly at: SourcePosition;
}

/** A catalogue with the bumps in it. */
export interface Adoption {
  /** The new text of the catalogue. */
  readonly text: string;
  /** What was taken over, by action. */
  readonly adopted: readonly { readonly from: Pin; readonly to: Pin }[];
}

/**
 * Takes `changes`, which a bot has made in generated files, over into the catalogue `text` that was
 * read from `path`; every other line of it stays. Throws a `WorkflowError` with all pins that must not
 * be taken over: no full commit, no full version, the same version at another commit (a release that
 * was moved), or two different pins of one action.
 */
export function adoptPins(text: string, path: string, changes: readonly FoundChange[]): Adoption {
  refuse([...changes.flatMap(faults), ...disagreements(changes)]);
  const byAction = new Map(changes.map((change) => [change.pin.action, change]));
  const adopted = [...byAction.values()].reduce(
    (before, { pin, commit, version }) => replacePin(before, pin, { commit, version }),
    text,
  );
  const pins = parsePins(adopted, path);
  return {
    text: adopted,
    adopted: [...byAction.values()]
      .flatMap(({ pin }) => {
        const to = pins.get(pin.action);
        return to === undefined ? [] : [{ from: pin, to }];
      })
      .sort((one, other) => (one.from.action < other.from.action ? -1 : 1)),
  };
}

function faults({ at, action, commit, version, pin }: FoundChange): readonly Mistake[] {
  const say = (message: string) => [{ at, message }];
  if (!FULL_COMMIT.test(commit)) {
    return say(`${action} stands at ${quote(commit)}. Expected a commit of 40 hexadecimal digits.`);
  }
  if (!FULL_VERSION.test(version)) {
    const found = version === '' ? 'no comment' : `the comment ${quote(version)}`;
    return say(`${action}@${commit} has ${found} beside it. Expected its full version, such as "# v1.2.3".`);
  }
  if (version === pin.version && commit !== pin.commit) {
    return say(
      `${action} ${version} is ${commit} here and ${pin.commit} in the catalogue. A release does not change its commit: find out who moved it, then change ${showPosition(pin.at)} by hand.`,
    );
  }
  return [];
}

function disagreements(changes: readonly FoundChange[]): readonly Mistake[] {
  const first = new Map<string, FoundChange>();
  return changes.flatMap((change) => {
    const { at, action, commit, version, pin } = change;
    const known = first.get(pin.action) ?? change;
    first.set(pin.action, known);
    if (known.commit === commit && known.version === version) return [];
    return [
      {
        at,
        message: `${action} is bumped to ${quote(version)} here and to ${quote(known.version)} in ${showPosition(known.at)}. Expected the same pin everywhere.`,
      },
    ];
  });
}

/** Whether {@link adoptPins} would take `change` over on its own. */
export function isAdoptable(change: PinChange): boolean {
  return faults({ ...change, at: change.pin.at }).length === 0;
}
