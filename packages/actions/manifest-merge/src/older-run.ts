import { ActionError, quoteList } from '@gatehouse/action-kit';
import { type Snapshot, supersededBy } from '@gatehouse/git-writer';
import { keyOf, type ReportedFile } from '@gatehouse/version-manifest';
import type { Proposal, Work } from './work.ts';

/** Commits with more files than this name their versions only: a message is read by people. */
const MOST_FILES = 100;

/** The file itself. */
const fileWord = (file: ReportedFile) => keyOf(file).replaceAll(' / ', '/');
/** The version with whatever it has, as `replace-version` leaves it. */
const wholeWord = ({ version }: ReportedFile) => version;
/** Something of the version. */
const touchedWord = ({ version }: ReportedFile) => `${version}/`;

/** What the commit of these files says that it has written, so that an older run finds itself late. */
export function wordsFor(files: readonly ReportedFile[], { rules }: Pick<Work, 'rules'>): readonly string[] {
  const whole = rules.onPublished === 'replace-version' || files.length > MOST_FILES;
  return [...new Set(files.flatMap((file) => [whole ? wholeWord(file) : fileWord(file), touchedWord(file)]))];
}

/**
 * The files that no newer run has written: neither them, nor their whole version, nor anything of a
 * version that is to be replaced. Fails with `SUPERSEDED` unless told to skip.
 */
export async function withoutSuperseded(
  snapshot: Snapshot,
  { files, run, rules }: Pick<Work, 'files' | 'rules' | 'run'>,
): Promise<Pick<Proposal, 'entries' | 'superseded'>> {
  const asked = (file: ReportedFile) =>
    rules.onPublished === 'replace-version'
      ? [wholeWord(file), touchedWord(file)]
      : [fileWord(file), wholeWord(file)];
  const newer = supersededBy(await snapshot.history(), run, [...new Set(files.flatMap(asked))]);
  const late = files.filter((file) => asked(file).some((word) => newer.has(word)));
  if (late.length === 0) return { entries: files, superseded: [] };
  const keys = late.map(keyOf).sort();
  if (rules.onOlderRun === 'skip') {
    return { entries: files.filter((file) => !late.includes(file)), superseded: keys };
  }
  const [by] = newer.values();
  throw new ActionError({
    code: 'SUPERSEDED',
    message: `Run ${run.runId} (attempt ${run.runAttempt}) is older than run ${by?.run.runId} (attempt ${by?.run.runAttempt}), which already wrote ${quoteList(keys)} in commit ${by?.commit}.`,
    hint: 'Nothing was written. If the older build is the right one, build it again in a new run; "on-older-run: skip" leaves what the newer run wrote and writes the rest.',
  });
}
