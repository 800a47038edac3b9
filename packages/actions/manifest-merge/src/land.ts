import { type Log, quote, quoteLines, quoteList } from '@gatehouse/action-kit';
import { type Produced, type Snapshot, type WriteResult, writeToBranch } from '@gatehouse/git-writer';
import type { Remaining } from '@gatehouse/retry';
import type { Deps } from './deps.ts';
import { difference } from './difference.ts';
import { faultLine } from './faults.ts';
import type { MergeInputs } from './inputs.ts';
import { wordsFor } from './older-run.ts';
import type { Ending, Seen } from './outcome.ts';
import { propose } from './propose.ts';
import { findAbsent } from './prove.ts';
import { targetOf } from './target.ts';
import type { Proposal, Work } from './work.ts';

/** So many warnings about manifests that are not written; the evidence names more. */
const MOST_UNSOUND = 20;

/** Writes what the work comes to on the head of the branch, once, and proves it. */
export async function land(
  { writer, rules }: Pick<MergeInputs, 'writer' | 'rules'>,
  work: Work,
  remainingMs: Remaining,
  deps: Deps,
  seen: Seen,
): Promise<Ending> {
  const produce = async (snapshot: Snapshot): Promise<Produced> => {
    // Once for every head that is tried; the last one counts.
    const proposal = await propose(snapshot, work);
    seen.proposal = proposal;
    if (writer.dryRun) return { kind: 'nothing', reason: 'This is a dry run.' };
    if (proposal.files.size === 0) {
      return { kind: 'nothing', reason: 'Every manifest has this content already.' };
    }
    const keys = wordsFor(proposal.entries, work);
    return { kind: 'changes', files: proposal.files, message: writer.message, keys };
  };
  const result = await writeToBranch(
    {
      target: targetOf(writer, deps.context),
      produce,
      verify: (snapshot) => findAbsent(snapshot, seen.proposal?.entries ?? [], rules.layout),
      // A dry run must not find the commit of this run and take it for its own.
      run: writer.dryRun ? undefined : work.run,
      signOff: writer.signOff ? writer.author : undefined,
      deadlineMs: remainingMs(),
    },
    deps,
  );
  if (seen.proposal) await tell(seen.proposal, writer.dryRun, deps.log);
  if (writer.dryRun) return { kind: 'dry-run' };
  deps.log.info(outcomeLine(result));
  return { kind: 'done', result };
}

function outcomeLine(result: WriteResult): string {
  switch (result.kind) {
    case 'unchanged':
    case 'files-unchanged':
      return result.reason;
    case 'committed':
      return `Commit ${result.commit} is on ${quote(result.address)}; it was read back.`;
    case 'files-written':
      return `Wrote ${quoteList(result.paths)} in ${quote(result.folder)}.`;
    default:
      return result satisfies never;
  }
}

/** Shows what would land in a dry run; what was repaired, remarked and left alone, always. */
async function tell(proposal: Proposal, dryRun: boolean, log: Log): Promise<void> {
  for (const { file, path, message } of proposal.notices) {
    log.info(`${quote(file)}${path === '' ? '' : ` ${path}`}: ${message}`);
  }
  for (const manifest of proposal.unsound.slice(0, MOST_UNSOUND)) {
    log.warning(`A manifest that this merge leaves alone has errors. ${faultLine(manifest)}`);
  }
  for (const { path, message } of proposal.mends) log.notice(`Repaired ${quote(path)}: ${quote(message)}`);
  for (const key of proposal.superseded) {
    log.warning(`${quote(key)} stays as it is: a newer run has written it.`);
  }
  for (const { key, state } of proposal.changes) {
    if (state === 'lost')
      log.warning(`${quote(key)} was published but is no longer reported; it will be removed.`);
  }
  if (proposal.files.size === 0 || !(dryRun || proposal.mends.length > 0)) return;
  await log.group('Difference', async () => log.info(quoteLines(difference(proposal).join('\n'))));
}
