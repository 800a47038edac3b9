/**
 * Where something required is. `unknown` is what this action cannot read: it never passes, and waiting for it
 * would help no one.
 */
export interface Standing {
  readonly state: 'green' | 'pending' | 'red' | 'unknown' | 'absent';
  /** A stable word: GitHub's own status or conclusion, `no-run`, `job-skipped`, … */
  readonly reason: string;
  /** The same as the end of a sentence that begins with the name of what is required. */
  readonly said: string;
}

/** The standing of what GitHub lists only in part. */
export function incomplete(what: string): Standing {
  const said = `cannot be judged: GitHub has more ${what} than it lists`;
  return { state: 'unknown', reason: 'list-incomplete', said };
}
