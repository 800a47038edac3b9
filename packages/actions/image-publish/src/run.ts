import { quoteLines } from '@gatehouse/action-kit';
import { type RunDeps, runnerDeps } from './deps.ts';
import type { Asked, Inputs } from './inputs.ts';
import type { Story } from './outcome.ts';
import { planOf } from './outcome.ts';
import { publishAll } from './publish-all.ts';
import { outputsOf } from './report.ts';
import { summaryOf } from './summary.ts';
import type { TargetRequest } from './target-request.ts';
import { failureOfAll } from './together.ts';

/** Publishes the images, reports, and fails where one is not as it was asked for. */
export async function run(inputs: Inputs, deps: RunDeps = runnerDeps()): Promise<void> {
  const stories = await publishAll(await requestsOf(inputs.asked), inputs, deps);
  for (const story of stories) await tell(story, deps);
  const checkedAt = new Date(deps.wallClock()).toISOString();
  deps.setOutputs(outputsOf(stories, { context: deps.context, checkedAt }));
  await deps.appendSummary(summaryOf(stories));
  const failure = failureOfAll(stories);
  if (failure !== undefined) throw failure;
}

async function requestsOf(asked: Asked): Promise<readonly TargetRequest[]> {
  if (asked.kind === 'target') return [asked.request];
  const { readPlan } = await import('./plan-file.ts');
  return readPlan(asked);
}

async function tell({ outcome }: Story, { log }: RunDeps): Promise<void> {
  for (const reason of planOf(outcome)?.reasons ?? []) log.info(reason);
  if (outcome.kind !== 'planned') return;
  for (const { index } of outcome.plan.indexes) {
    const text = Buffer.from(index.bytes).toString('utf8');
    await log.group(`Index ${index.digest}`, async () => log.info(quoteLines(text)));
  }
}
