// The index of the package would load the whole stage for it.
import { columnsOf } from '../packages/libs/rehearsal/src/report/columns.ts';

/** Columns of text for a terminal: the first to the left, the others, being numbers, to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return columnsOf(
    [header, ...rows].map((line) =>
      line.map((text, column) => (column === 0 ? { text } : { text, right: true })),
    ),
  );
}
