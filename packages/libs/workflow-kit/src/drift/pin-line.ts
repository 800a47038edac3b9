import type { Pin, Pins } from '../pins/pin.ts';
import { pinFor } from '../pins/pin-for.ts';

/** What a line of a workflow says about a third-party action, well formed or not. */
export interface PinLine {
  /** From 1. */
  readonly line: number;
  /** `owner/name`, with a folder or a workflow file behind it. */
  readonly action: string;
  /** What stands behind the `@`. */
  readonly commit: string;
  /** The comment beside it; empty where there is none. */
  readonly version: string;
}

/** A pin that stands otherwise in a generated file than in the catalogue. */
export interface PinChange extends PinLine {
  /** What the catalogue says. */
  readonly pin: Pin;
}

const LINE =
  /^(?<before>\s*(?:- )?uses: )(?<action>[\w.-]+(?:\/[\w.-]+)+)@(?<commit>[^\s#]+)(?:\s+#\s*(?<version>.*?))?\s*$/;

/** `text` with every pin as the catalogue has it, and what had to be changed for that. */
export function restorePins(
  text: string,
  pins: Pins,
): { readonly text: string; readonly changes: readonly PinChange[] } {
  const changes: PinChange[] = [];
  const lines = text.split('\n').map((line, index) => {
    const { before, action, commit, version = '' } = LINE.exec(line)?.groups ?? {};
    if (before === undefined || action === undefined || commit === undefined) return line;
    const pin = pinFor(action, pins);
    if (pin === undefined || (pin.commit === commit && pin.version === version)) return line;
    changes.push({ line: index + 1, action, commit, version, pin });
    return `${before}${action}@${pin.commit} # ${pin.version}`;
  });
  return { text: lines.join('\n'), changes };
}
