/** What is wrong, or only remarkable, in the text of a manifest. */
export type FindingCode =
  | 'encoding'
  | 'not-json'
  | 'not-array'
  | 'empty'
  | 'formatting'
  | 'duplicate-json-key'
  | 'unknown-key'
  | 'misspelt-key'
  | 'bad-shape'
  | 'files-not-array'
  | 'no-files'
  | 'bad-version'
  | 'stable-mismatch'
  | 'unsorted-versions'
  | 'duplicate-version'
  | 'unsorted-files'
  | 'duplicate-key'
  | 'case-clash'
  | 'bad-filename'
  | 'bad-arch'
  | 'bad-platform'
  | 'bad-platform-version'
  | 'null-platform-version'
  | 'filename-mismatch'
  | 'unknown-name'
  | 'not-archive'
  | 'bad-url'
  | 'url-mismatch'
  | 'foreign-url'
  | 'wrong-file'
  | 'too-many';

export interface Finding {
  /** Where: `[3].files[0].arch`; empty for the text as a whole. */
  readonly path: string;
  readonly code: FindingCode;
  /** An `error` keeps the manifest from being written on; a `notice` does not. */
  readonly severity: 'error' | 'notice';
  /** What was found, what was expected. */
  readonly message: string;
  /** Whether `repair` mends it; a notice needs no repair. */
  readonly repairable: boolean;
}

/** Takes findings down. Equal notices become one with a count: upstream's habits come in thousands. */
export interface Findings {
  error(path: string, code: FindingCode, message: string, repairable?: boolean): void;
  notice(path: string, code: FindingCode, message: string, group?: string): void;
  hasErrors(): boolean;
  list(): readonly Finding[];
}

const MOST_ERRORS = 1000;

export function collectFindings(): Findings {
  const errors: Finding[] = [];
  const notices = new Map<string, { readonly first: Finding; count: number }>();
  let dropped = 0;
  return {
    error(path, code, message, repairable = false) {
      if (errors.length < MOST_ERRORS) errors.push({ path, code, severity: 'error', message, repairable });
      else dropped += 1;
    },
    notice(path, code, message, group = '') {
      const known = notices.get(`${code} ${group}`);
      if (known) known.count += 1;
      else {
        const first: Finding = { path, code, severity: 'notice', message, repairable: false };
        notices.set(`${code} ${group}`, { first, count: 1 });
      }
    },
    hasErrors: () => errors.length > 0,
    list: () => [...errors, ...overflow(dropped), ...Array.from(notices.values(), counted)],
  };
}

function counted({ first, count }: { readonly first: Finding; readonly count: number }): Finding {
  return count === 1 ? first : { ...first, message: `${first.message} And ${count - 1} more like this.` };
}

function overflow(dropped: number): readonly Finding[] {
  if (dropped === 0) return [];
  const message = `${dropped} more errors are not listed.`;
  return [{ path: '', code: 'too-many', severity: 'error', message, repairable: false }];
}
