import type { Paint, Style } from './paint.ts';

/** A cell of a table for a terminal. */
export interface Cell {
  readonly text: string;
  readonly style?: Style;
  /** Numbers stand to the right. */
  readonly right?: true;
}

/** Columns for a terminal, two blanks apart; no line ends with a blank. */
export function columnsOf(rows: readonly (readonly Cell[])[], paint: Paint = (_, plain) => plain): string {
  const widthOf = (at: number) => Math.max(...rows.map((row) => row[at]?.text.length ?? 0));
  const shown = ({ text, style, right }: Cell, at: number) => {
    const blanks = ' '.repeat(widthOf(at) - text.length);
    const painted = style === undefined ? text : paint(style, text);
    return right === undefined ? painted + blanks : blanks + painted;
  };
  return rows.map((row) => row.map(shown).join('  ').trimEnd()).join('\n');
}
