import { quote } from '@gatehouse/action-kit/quote';
import { type Drift, type DriftKind, isAdoptable } from '@gatehouse/workflow-kit';
import type { OptionValues } from './command.ts';
import type { TARGET_OPTIONS } from './target.ts';

/** A class of drift, for its reader. */
export const DRIFT_TITLES: Readonly<Record<DriftKind, string>> = {
  missing: 'missing',
  'source-ahead': 'the source is ahead',
  'stale-generator': 'stale generator',
  'pin-bump': 'pin bump',
  'hand-edit': 'hand edit',
  orphan: 'no source any more',
  'unknown-file': 'unknown file',
};

/** What happened to a file, and what to do about it. */
export interface Mending {
  readonly message: string;
  /** The one command that mends it. */
  readonly command: string;
}

/** Whether writing the file anew would lose something that stands nowhere else. */
export function wouldLose(drift: Drift): boolean {
  switch (drift.kind) {
    case 'pin-bump':
    case 'hand-edit':
    case 'unknown-file':
      return true;
    case 'missing':
    case 'source-ahead':
    case 'stale-generator':
    case 'orphan':
      return false;
    default:
      return drift satisfies never;
  }
}

/** What happened to a file and what mends it, in the words of a call with `options`. */
export function mendingOf(drift: Drift, options: OptionValues<typeof TARGET_OPTIONS>): Mending {
  const generate = ['gatehouse generate', ...repeated(options)].join(' ');
  switch (drift.kind) {
    case 'missing':
      return { message: `${drift.source} makes this file, and it is not there.`, command: generate };
    case 'source-ahead':
      return {
        message: `${drift.source}, or the catalogue of pins, has changed since it was generated.`,
        command: generate,
      };
    case 'stale-generator':
      return {
        message: `It was written by ${drift.wroteIt}; this is ${drift.wouldWrite}.`,
        command: generate,
      };
    case 'pin-bump':
      return bumpMending(drift, options, generate);
    case 'hand-edit':
      return {
        message: `Its text is not the one that was generated: it was changed by hand. What should stay of it belongs into ${drift.source}, for this takes it out:`,
        command: `${generate} --force`,
      };
    case 'orphan':
      return {
        message: `It was generated from ${quote(drift.source)}, which makes no such file any more. GitHub still runs it.`,
        command: `${generate} --remove ${drift.file}`,
      };
    case 'unknown-file':
      return drift.expected === undefined
        ? {
            message: `No source makes it. Write one, allow it with --allow ${drift.file}, or remove it:`,
            command: `${generate} --remove ${drift.file}`,
          }
        : {
            message: 'No generator wrote it, but a source makes a file of this name. This overwrites it:',
            command: `${generate} --force`,
          };
    default:
      return drift satisfies never;
  }
}

function bumpMending(
  { changes }: Extract<Drift, { kind: 'pin-bump' }>,
  options: OptionValues<typeof TARGET_OPTIONS>,
  generate: string,
): Mending {
  const bumps = new Map<string, string>();
  for (const { action, version, commit, line, pin } of changes) {
    const bump = `${action} ${pin.version} → ${quote(version === '' ? commit : version)}`;
    if (!bumps.has(bump)) bumps.set(bump, `${bump} (line ${line})`);
  }
  const what = `Only pins were changed, as a bot does: ${[...bumps.values()].join(', ')}.`;
  if (changes.every(isAdoptable)) {
    return { message: what, command: ['gatehouse adopt', ...repeated(options)].join(' ') };
  }
  return {
    message: `${what} Not all of them can be adopted (gatehouse adopt says why); this puts back what the catalogue says:`,
    command: `${generate} --force`,
  };
}

/** The options of this call, for the command that mends. */
function repeated(options: OptionValues<typeof TARGET_OPTIONS>): readonly string[] {
  const { target, out, release, ref } = options;
  return Object.entries({ target, out, release, ref }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
}
