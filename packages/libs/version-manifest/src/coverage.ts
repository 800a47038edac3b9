import { keyOf, parseKey } from './keys.ts';
import type { FileChange } from './merge.ts';
import { sortDescending } from './versions.ts';

/** What became of one key. `kept` is published and stands, reported anew or not. */
export type CoverageState = 'new' | 'replaced' | 'kept' | 'lost' | 'missing' | 'failed';

/** One column: a platform, its version and an arch. */
export interface CoverageTarget {
  readonly platform: string;
  readonly platform_version?: string;
  readonly arch: string;
}

export interface Coverage {
  readonly targets: readonly CoverageTarget[];
  readonly rows: readonly {
    readonly version: string;
    /** One for each target; `undefined` where nobody expected or published the key. */
    readonly cells: readonly (CoverageState | undefined)[];
  }[];
  readonly counts: Readonly<Record<CoverageState, number>>;
}

const STATES = {
  added: 'new',
  replaced: 'replaced',
  unchanged: 'kept',
  kept: 'kept',
  lost: 'lost',
} as const satisfies Record<FileChange['state'], CoverageState>;

/**
 * The picture of a merge: versions, latest first, by targets in the order of their names. A key that
 * failed or is missing shows as that, even where an earlier file of it is still published. Keys that
 * are no keys are left out.
 */
export function coverage(
  changes: Iterable<Pick<FileChange, 'key' | 'state'>>,
  {
    missing = [],
    failed = [],
  }: { readonly missing?: Iterable<string>; readonly failed?: Iterable<string> } = {},
): Coverage {
  const states = new Map<string, CoverageState>();
  for (const { key, state } of changes) states.set(key, STATES[state]);
  for (const key of missing) states.set(key, 'missing');
  for (const key of failed) states.set(key, 'failed');

  const targets = new Map<string, CoverageTarget>();
  const versions = new Map<string, { readonly version: string }>();
  const counts = { new: 0, replaced: 0, kept: 0, lost: 0, missing: 0, failed: 0 };
  for (const [text, state] of states) {
    const key = parseKey(text);
    if (!key) continue;
    const { version, platform, platform_version, arch } = key;
    const target = { platform, arch, ...(platform_version && { platform_version }) };
    targets.set(nameOf(target), target);
    versions.set(version, { version });
    counts[state] += 1;
  }
  const columns = [...targets.values()].sort((a, b) => collator.compare(nameOf(a), nameOf(b)));
  const rows = sortDescending(versions.values()).map(({ version }) => ({
    version,
    cells: columns.map((target) => states.get(keyOf({ ...target, version }))),
  }));
  return { targets: columns, rows, counts };
}

/** Numeric, so that rhel 9 stands before rhel 10; one locale, so that the picture is everywhere the same. */
const collator = new Intl.Collator('en', { numeric: true });

const nameOf = ({ platform, platform_version = '', arch }: CoverageTarget) =>
  `${platform} ${platform_version} ${arch}`;
