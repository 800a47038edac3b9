/** A cell of a table: its text, and how it is painted once its width is known. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Numbers stand to the right. */
  readonly right?: true;
}

/** Columns for a terminal, two blanks apart. */
export function columnsOf(rows: readonly (readonly Cell[])[]): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => row[at]?.text.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map(({ text, paint = (plain) => plain, right }, at) => {
          const width = at === row.length - 1 && right === undefined ? 0 : (widths[at] ?? 0);
          return paint(right === undefined ? text.padEnd(width) : text.padStart(width));
        })
        .join('  '),
    )
    .join('\n');
}
