import { type Log, quote, quoteLines } from '@gatehouse/action-kit';
import { type Produced, type Snapshot, writeToBranch } from '@gatehouse/git-writer';
import { difference } from './difference.ts';
import type { Inputs } from './inputs.ts';
import { wordsFor } from './older-run.ts';
import { type Proposal, propose, type Work } from './propose.ts';
import { findAbsent } from './prove.ts';
import type { Ending, Seen } from './report.ts';
import type { Deps } from './run.ts';
import { targetOf } from './target.ts';

/** Writes what the work comes to on the head of the branch, once, and proves it. */
export async function land(
  { writer, rules }: Pick<Inputs, 'writer' | 'rules'>,
  work: Work,
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
      deadlineMs: writer.deadlineMs,
    },
    deps,
  );
  if (seen.proposal) await tell(seen.proposal, writer.dryRun, deps.log);
  if (!result.changed) deps.log.info(result.reason);
  else if (result.commit !== undefined) deps.log.info(`Landed commit ${result.commit} and read it back.`);
  return { kind: writer.dryRun ? 'dry-run' : 'done', result };
}

/** Shows what would land in a dry run, and what was mended always. */
async function tell(proposal: Proposal, dryRun: boolean, log: Log): Promise<void> {
  for (const { path, message } of proposal.mends) log.notice(`Repaired ${quote(path)}: ${quote(message)}`);
  for (const key of proposal.superseded) {
    log.warning(`${quote(key)} stays as it is: a newer run has written it.`);
  }
  for (const { key, state } of proposal.changes) {
    if (state === 'lost') log.warning(`${quote(key)} was published and is not reported any more: it goes.`);
  }
  if (proposal.files.size === 0 || !(dryRun || proposal.mends.length > 0)) return;
  await log.group('Difference', async () => log.info(quoteLines(difference(proposal).join('\n'))));
}
