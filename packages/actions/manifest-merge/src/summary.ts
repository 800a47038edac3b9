import { cell, isActionError, messageOf, type RunContext, table } from '@gatehouse/action-kit';
import type { WriteResult } from '@gatehouse/git-writer';
import {
  type Coverage,
  type CoverageState,
  type CoverageTarget,
  coverage,
  type FileChange,
} from '@gatehouse/version-manifest';
import { faultLine } from './faults.ts';
import { conflictsOf, type Outcome } from './outcome.ts';
import type { Mend } from './published.ts';

type Words = Readonly<Record<CoverageState, string>>;

const MARKS: Words = {
  new: '🟢 new',
  replaced: '🔵 replaced',
  kept: '⚪ kept',
  lost: '🟠 gone',
  missing: '🔴 missing',
  failed: '❌ failed',
};

/** Where it did not come to a comparison with what is published, no more is known of a key. */
const UNCOMPARED: Words = { ...MARKS, kept: '⚪ reported' };

/** A row for each version of this run; a matrix larger than this is no longer taken in at one look. */
const MOST_ROWS = 100;

/** The job summary: what happened in one line, the coverage matrix, and what needs a person. */
export function summaryOf(outcome: Outcome): string {
  const { decision, proposal, ending, gathered } = outcome;
  const sections = [
    `### Version manifests: ${headline(outcome)}`,
    ending.kind === 'failed' ? why(ending.error) : '',
    cell(decision?.coverage.reason ?? ''),
    matrixOf(coverageOf(outcome), proposal ? MARKS : UNCOMPARED),
    list('Reported, but not expected', decision?.coverage.unexpected ?? []),
    list(
      'Left out, since no public release offers them',
      (gathered?.unreleased ?? []).map(({ key, reason }) => `${key}: ${reason}`),
    ),
    list('Left to another merge of this run', gathered?.left ?? []),
    list('Left alone, a newer run has written them', proposal?.superseded ?? []),
    list('Manifests with errors that this merge leaves alone', (proposal?.unsound ?? []).map(faultLine)),
    list(
      'Remarks about the manifests',
      (proposal?.notices ?? []).map(({ file, path, message }) => `${file} ${path}: ${message}`),
    ),
    list('Repaired (see the log for each change)', repairsIn(proposal?.mends ?? [])),
    list(
      'Left out of the parts',
      (gathered?.excluded ?? []).map(({ name, reason }) => `${name}: ${reason}`),
    ),
    list(
      'Newer attempts that replaced older ones',
      (gathered?.combination.replaced ?? []).map(({ key, keptAttempt }) => `${key}: attempt ${keptAttempt}`),
    ),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function headline(outcome: Outcome): string {
  const { decision, ending, context, proposal } = outcome;
  const result = decision?.coverage.outcome;
  if (ending.kind === 'failed') return failure(ending.error);
  if (ending.kind === 'dry-run') {
    const count = proposal?.files.size ?? 0;
    return `${result}, dry run (${count} ${count === 1 ? 'file' : 'files'} would change)`;
  }
  return written(result, ending.result, context);
}

function written(
  outcome: string | undefined,
  result: WriteResult,
  { serverUrl, repository }: RunContext,
): string {
  switch (result.kind) {
    case 'unchanged':
    case 'files-unchanged':
      return `${outcome}, nothing to change`;
    case 'files-written':
      return `${outcome}, files written`;
    case 'committed': {
      const { commit } = result;
      return `${outcome}, commit [\`${commit.slice(0, 12)}\`](${serverUrl}/${repository}/commit/${commit})`;
    }
    default:
      return result satisfies never;
  }
}

function failure(error: unknown): string {
  if (isActionError(error, 'NOT_PROVEN')) return 'written, but not proven';
  // The answer to the last push may be what was lost.
  return isActionError(error, 'GAVE_UP', 'REMOTE_FAILED') ? 'failed' : 'nothing was written';
}

function repairsIn(mends: readonly Mend[]): readonly string[] {
  return [...Map.groupBy(mends, ({ path }) => path)].map(
    ([path, changes]) => `${path}: ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`,
  );
}

/** Each line of the failure for itself, for there may be one for every bad part. */
function why(error: unknown): string {
  const code = isActionError(error) ? ` (${error.code})` : '';
  const hint = isActionError(error) && error.hint !== undefined ? `\n\n${cell(error.hint)}` : '';
  const lines = messageOf(error).split('\n').filter(Boolean);
  return `${list(`Why it failed${code}`, lines)}${hint}`;
}

function coverageOf(outcome: Outcome): Coverage {
  const { decision, proposal } = outcome;
  const reported = decision?.coverage.covered ?? [];
  const changes: readonly Pick<FileChange, 'key' | 'state'>[] =
    proposal?.changes ?? reported.map((key) => ({ key, state: 'unchanged' }));
  return coverage(changes, {
    missing: decision?.coverage.missing ?? [],
    failed: conflictsOf(outcome).flatMap(({ keys }) => keys),
  });
}

function matrixOf({ targets, rows, counts }: Coverage, marks: Words): string {
  if (rows.length === 0) return '';
  const header = ['Version', ...targets.map(nameOf)];
  const shown = rows
    .slice(0, MOST_ROWS)
    .map(({ version, cells }) => [
      cell(version),
      ...cells.map((state) => (state === undefined ? '' : marks[state])),
    ]);
  const states = Object.keys(marks) as CoverageState[];
  const tally = states
    .filter((state) => counts[state] > 0)
    .map((state) => `${marks[state]}: ${counts[state]}`);
  const more =
    rows.length > shown.length ? ` ${rows.length - shown.length} older versions are not shown.` : '';
  return `${table(header, shown)}\n\n${tally.join(', ')}.${more}`;
}

function nameOf({ platform, platform_version, arch }: CoverageTarget): string {
  return cell([platform, platform_version, arch].filter(Boolean).join(' '));
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const shown = items.slice(0, 20).map((item) => `- ${cell(item)}`);
  const more = items.length > shown.length ? [`- … and ${items.length - shown.length} more`] : [];
  return [`**${title}**`, '', ...shown, ...more].join('\n');
}
