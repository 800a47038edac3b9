import {
  appendSummary,
  findRunContext,
  type Log,
  type OutputValue,
  quoteLines,
  type RunContext,
  runnerLog,
  setOutputs,
} from '@gatehouse/action-kit';
import {
  createRegistryClient,
  isRegistryError,
  type Keychain,
  type RegistryClient,
  type Repository,
  type TagList,
} from '@gatehouse/oci-client';
import { type FloatingTag, planFloatingTags } from '@gatehouse/oci-index';
import { publishTarget } from '@gatehouse/oci-publish';
import { type RetryDeps, realClock, remainingOf } from '@gatehouse/retry';
import type { Inputs } from './inputs.ts';
import { failureOf, type Outcome, planOf, type Story } from './outcome.ts';
import { outputsOf, summaryOf } from './report.ts';

/** What the action needs from the world. */
export interface RunDeps {
  readonly context: RunContext | undefined;
  readonly fetch: typeof fetch;
  readonly log: Log;
  readonly clock: RetryDeps;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
  /** Default: that of docker and podman on this machine. */
  readonly keychain?: Keychain;
  readonly setOutputs: (outputs: Readonly<Record<string, OutputValue>>) => void;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

const realDeps = (): RunDeps => ({
  context: findRunContext(),
  fetch,
  log: runnerLog,
  clock: realClock,
  wallClock: Date.now,
  setOutputs,
  appendSummary,
});

/** Publishes the image, reports, and fails where it is not as it was asked for. */
export async function run(inputs: Inputs, deps: RunDeps = realDeps()): Promise<void> {
  const story = await publish(inputs, deps);
  const plan = planOf(story.outcome);
  for (const reason of plan?.reasons ?? []) deps.log.info(reason);
  if (story.outcome.kind === 'planned') {
    for (const { index } of story.outcome.plan.indexes) {
      const text = Buffer.from(index.bytes).toString('utf8');
      await deps.log.group(`Index ${index.digest}`, async () => deps.log.info(quoteLines(text)));
    }
  }
  const checkedAt = new Date(deps.wallClock()).toISOString();
  deps.setOutputs(outputsOf(story, { context: deps.context, checkedAt }));
  await deps.appendSummary(summaryOf(story));
  const failure = failureOf(story);
  if (failure !== undefined) throw failure;
}

async function publish(
  { target, versions, plainHttp, deadlineMs, writes }: Inputs,
  deps: RunDeps,
): Promise<Story> {
  const { clock } = deps;
  const remainingMs = remainingOf(deadlineMs, clock);
  const client = createRegistryClient({ name: 'image-publish', plainHttp, remainingMs }, deps);
  let floating: readonly FloatingTag[] = [];
  let outcome: Outcome;
  try {
    floating = await floatingTags(client, { target, versions });
    const moving = floating.filter(({ action }) => action === 'move').map(({ tag }) => tag);
    const options = { waitMs: remainingMs(), verifyMs: Math.min(60_000, remainingMs()), writes };
    outcome = await publishTarget({ ...target, floating: moving }, options, { ...deps, client });
  } catch (error) {
    outcome = { kind: 'failed', error };
  }
  return { target, kept: floating.filter(({ action }) => action === 'keep'), outcome };
}

/** Every floating tag moves unless a version says which group it is of. */
async function floatingTags(
  client: RegistryClient,
  { target, versions }: Pick<Inputs, 'target' | 'versions'>,
): Promise<readonly FloatingTag[]> {
  const { floating, repository } = target;
  if (floating.length === 0) return [];
  if (versions === undefined)
    return floating.map((tag) => ({ tag, action: 'move', reason: 'It always moves.' }));
  const tags = await listTags(client, repository);
  return planFloatingTags({ ...versions, floating, tags });
}

/** A repository that does not exist yet has no tags. */
async function listTags(client: RegistryClient, repository: Repository): Promise<TagList> {
  try {
    return await client.listTags(repository);
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return { tags: [], complete: true };
    throw thrown;
  }
}
