/** One number that a bench found. */
export interface Reading {
  /** What was measured, in a few words. */
  readonly what: string;
  readonly found: number;
  readonly unit: 'ms' | 'bytes' | 'requests' | 'times';
  /** The most that it may be; nothing when it only informs. */
  readonly target?: number;
}

/** A bench: a file of this folder that exports one as `bench` is run by `npm run bench`. */
export interface Bench {
  readonly title: string;
  readonly run: () => Promise<readonly Reading[]>;
}

/** Whether a reading is within its target; one without a target always is. */
export function isMet({ found, target }: Reading): boolean {
  return target === undefined || found <= target;
}

/** A number as people read it: `26.4 ms`, `1.2 MB`, `1.63 ×`. */
export function formatValue(value: number, unit: Reading['unit']): string {
  switch (unit) {
    case 'ms':
      return value < 1000 ? `${value.toFixed(1)} ms` : `${(value / 1000).toFixed(2)} s`;
    case 'bytes':
      return value < 1e6 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(1)} MB`;
    case 'requests':
      return `${value} ${value === 1 ? 'request' : 'requests'}`;
    case 'times':
      return `${value.toFixed(2)} ×`;
    default:
      return unit satisfies never;
  }
}
