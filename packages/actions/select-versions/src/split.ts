import { ActionError } from '@gatehouse/action-kit';
import { type Glob, seriesOf } from './glob.ts';
import type { Row } from './matrix.ts';

/** Some series of versions that fit into one matrix together. */
export interface Batch {
  readonly globs: readonly Glob[];
  readonly rows: number;
}

/** Packs the series of `rows`, in their order, into batches of at most `maxRows` where they fit. */
export function splitBySeries(rows: readonly Pick<Row, 'version'>[], maxRows: number): readonly Batch[] {
  const series = new Map<Glob, number>();
  for (const { version } of rows) series.set(seriesOf(version), (series.get(seriesOf(version)) ?? 0) + 1);
  const batches: Batch[] = [];
  for (const [glob, count] of series) {
    const last = batches.at(-1);
    if (last && last.rows + count <= maxRows) {
      batches[batches.length - 1] = { globs: [...last.globs, glob], rows: last.rows + count };
    } else batches.push({ globs: [glob], rows: count });
  }
  return batches;
}

/**
 * Refuses a matrix that GitHub would: a job's matrix makes at most 256 jobs
 * (https://docs.github.com/actions/reference/limits).
 */
export function checkSize(rows: readonly Row[], maxRows: number): void {
  if (rows.length <= maxRows) return;
  const count = (read: (row: Row) => string, one: string, many = `${one}s`) => {
    const { size } = new Set(rows.map(read));
    return `${size} ${size === 1 ? one : many}`;
  };
  const axes = [
    count((row) => row.version, 'version'),
    count((row) => row.arch, 'arch', 'arches'),
    count((row) => row['platform-version'], 'platform version'),
  ];
  const batches = splitBySeries(rows, maxRows).map(({ globs, rows: size }) => {
    const tooLarge = size > maxRows ? ', too many still: split its arches or platform versions as well' : '';
    return `  version: [${globs.join(', ')}] makes ${size} rows${tooLarge}`;
  });
  throw new ActionError({
    code: 'TOO_MANY_ROWS',
    message: `Found ${rows.length} rows (${axes.join(' × ')}, without what is published or excluded), expected at most ${maxRows}.`,
    hint: [
      'Split the plan into one run for each of these filters:',
      ...batches,
      'or set "max-versions" and "published", so that each run builds the next versions that are missing.',
    ].join('\n'),
  });
}
