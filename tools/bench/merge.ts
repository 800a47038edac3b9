import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Bench, Reading } from './reading.ts';

/** What a process that merged once tells about it. */
export interface MergeMeasurement {
  readonly files: number;
  readonly milliseconds: number;
  /** Peak resident memory of the whole process, in bytes. */
  readonly peakBytes: number;
}

const SMALL = 10_000;
const LARGE = 1_000_000;

/** Merging what the legs report into a manifest and rendering it; a process of its own each time. */
export const bench: Bench = {
  title: 'merge of reported files into a manifest, rendered',
  async run() {
    const published = measure('fixture');
    const small = measure(`${SMALL}`);
    const large = measure(`${LARGE}`);
    const expected = (LARGE * Math.log(LARGE)) / (SMALL * Math.log(SMALL));
    return [
      ...readings(published),
      ...readings(small),
      ...readings(large, { milliseconds: 10_000, peakBytes: 1.5e9 }),
      {
        what: 'growth from 10^4 to 10^6 files, against n log n',
        found: large.milliseconds / small.milliseconds / expected,
        unit: 'times',
        target: 1,
      },
    ];
  },
};

function readings(
  { files, milliseconds, peakBytes }: MergeMeasurement,
  target?: Pick<MergeMeasurement, 'milliseconds' | 'peakBytes'>,
): readonly Reading[] {
  const what = `${files.toLocaleString('en')} files`;
  return [
    {
      what: `${what}, time`,
      found: milliseconds,
      unit: 'ms',
      ...(target && { target: target.milliseconds }),
    },
    {
      what: `${what}, peak memory`,
      found: peakBytes,
      unit: 'bytes',
      ...(target && { target: target.peakBytes }),
    },
  ];
}

function measure(size: string): MergeMeasurement {
  const script = join(import.meta.dirname, 'merge-once.ts');
  return JSON.parse(execFileSync(process.execPath, [script, size], { encoding: 'utf8' }));
}
