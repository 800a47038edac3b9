import type { Options } from './command.ts';

/** What a page of help holds. */
export interface HelpPage {
  /** Behind `gatehouse `. */
  readonly usage: string;
  /** Paragraphs. */
  readonly about: string;
  readonly options: Options;
}

/** What each exit code means, on every page. */
export const EXIT_CODES = `Exit codes
  0  done, or nothing to do
  1  the files are not what their sources say, an action failed, or something was refused
  2  the command was not understood`;

/** The page of a command. */
export function helpPage({ usage, about, options }: HelpPage): string {
  const rows = Object.entries(options).map(([name, { value, about: text }]) => ({
    left: value === undefined ? `--${name}` : `--${name} <${value}>`,
    right: text,
  }));
  return [`Usage: gatehouse ${usage}`, about.trim(), `Options\n${columns(rows)}`, EXIT_CODES].join('\n\n');
}

/** Two columns, the right one aligned. */
export function columns(rows: readonly { readonly left: string; readonly right: string }[]): string {
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
