import type { Log } from '@gatehouse/action-kit';
import {
  type AwaitedManifest,
  type Laggard,
  type RegistryClient,
  type VerifyProblem,
  waitForManifests,
} from '@gatehouse/oci-client';
import type { FloatingTag } from '@gatehouse/oci-index';
import type { RetryDeps } from '@gatehouse/retry';
import { pushByDigest, setTags } from './apply.ts';
import { type AttachmentList, readAttachments } from './attached.ts';
import { changedTags, tagsChanged } from './changed-tags.ts';
import { floatingTags } from './floating.ts';
import { notPassed } from './gated.ts';
import { planTarget } from './plan-target.ts';
import type { Publication } from './publication.ts';
import { readSource } from './read-source.ts';
import { proveCarried, readTags } from './read-tags.ts';
import type { Prepared, SociDeps, SociReport } from './soci.ts';
import type { TargetPlan } from './tag-plan.ts';
import type { Target } from './target.ts';
import { verifyContent, verifyPlannedTags } from './verify.ts';

/** What publishing needs from the world. */
export interface PublishDeps {
  readonly client: RegistryClient;
  readonly log: Log;
  readonly clock?: RetryDeps | undefined;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
  /** Runs what talks to the registry once the sources are there; waiting takes nobody's turn. Default: at once. */
  readonly turn?: <T>(work: () => Promise<T>) => Promise<T>;
  /** Needed only for targets with SOCI indexes. */
  readonly soci?: Omit<SociDeps, 'log'>;
}

/** A plan, and the floating tags that it leaves alone because a higher version has them. */
interface Planned {
  readonly plan: Publication;
  readonly kept: readonly FloatingTag[];
  readonly soci: SociReport;
}

/** A plan that was carried out and proved. */
interface Proved extends Planned {
  readonly manifests: number;
  readonly attached: AttachmentList;
}

/** How the publication of one target ended; what throws a `RegistryError` is none of these. */
export type Published =
  /** Sources that no one can read; nothing was written. */
  | { readonly kind: 'late'; readonly laggards: readonly Laggard[]; readonly waitedMs: number }
  /** The plan says no; nothing was written. */
  | { readonly kind: 'refused'; readonly refusal: Exclude<TargetPlan, Publication> }
  /** A dry run: nothing was written. */
  | ({ readonly kind: 'planned' } & Planned)
  /** Readable by digest; no tag was touched. */
  | ({ readonly kind: 'pushed' } & Proved)
  /** Every tag resolves to its digest. */
  | ({ readonly kind: 'published' } & Proved)
  /** What the registry shows is not what was published. */
  | ({ readonly kind: 'wrong'; readonly problems: readonly VerifyProblem[] } & Planned);

/** How long the registry may take, and whether anything is written. */
export interface PublishOptions {
  /** For the sources to be readable, in milliseconds. */
  readonly waitMs: number;
  /** For what was published to be readable, in milliseconds. */
  readonly verifyMs: number;
  readonly writes: 'yes' | 'dry-run';
}

/**
 * Publishes one target: waits for its sources, plans, pushes by digest, proves that all of it can be read, sets
 * exact tags, then floating ones, and proves what each tag holds, also when nothing was written. Fails with a
 * `RegistryError`.
 */
export async function publishTarget(
  target: Target,
  options: PublishOptions,
  deps: PublishDeps,
): Promise<Published> {
  const { client, turn = (work) => work() } = deps;
  const waited = await waitForManifests(awaitedOf(target), options.waitMs, {
    ...deps,
    head: (repository, digest) => client.headManifest(repository, { kind: 'digest', digest }),
  });
  return waited.kind === 'late' ? waited : turn(() => publishReadable(target, options, deps));
}

/** How often a target is planned anew because somebody else changed its tags meanwhile. */
const MOST_PLANS = 3;

async function publishReadable(
  wanted: Target,
  options: PublishOptions,
  deps: PublishDeps,
): Promise<Published> {
  const { verifyMs, writes } = options;
  const { client, clock, wallClock, log } = deps;
  const preparing = prepare(wanted, options, deps);
  // A conversion takes minutes; tags are read behind it, and beside everything else.
  if (wanted.soci !== undefined) await preparing;
  for (let plans = 1; ; plans++) {
    const [prepared, held] = await Promise.all([preparing, holdings(client, wanted)]);
    if (prepared.kind === 'refused') return prepared;
    const { sources, soci } = prepared;
    const { target, kept } = held;
    const read = sources.map(({ source }) => source);
    const tags = await proveCarried(client, target, read, held.tags, wallClock());
    const plan = gated(target, planTarget(target, read, tags));
    if (plan.action === 'refuse') return { kind: 'refused', refusal: plan };
    if (writes === 'dry-run') return { kind: 'planned', plan, kept, soci };
    const contents = await pushByDigest(client, target, plan, sources);
    const content = await verifyContent(client, target, plan, verifyMs, clock);
    if (content.kind === 'wrong') return { kind: 'wrong', plan, kept, soci, problems: content.problems };
    if (target.stopAfter === 'tags') {
      const changed = await changedTags(client, target, plan, tags);
      if (changed.length > 0 && plans < MOST_PLANS) {
        log.info(`Another publisher changed ${changed.join(', ')}; planning again.`);
        continue;
      }
      if (changed.length > 0) return { kind: 'refused', refusal: tagsChanged(changed) };
      await setTags(client, target, plan, contents);
    }
    const [tagged, attached] = await Promise.all([
      target.stopAfter === 'tags' ? verifyPlannedTags(client, target, plan, verifyMs, clock) : content,
      readAttachments(client, target, plan),
    ]);
    if (tagged.kind === 'wrong') return { kind: 'wrong', plan, kept, soci, problems: tagged.problems };
    const { manifests } = content;
    return {
      kind: target.stopAfter === 'tags' ? 'published' : 'pushed',
      plan,
      kept,
      soci,
      manifests,
      attached,
    };
  }
}

/** Reads the sources, and converts them where SOCI indexes are asked for. A dry run needs no tool. */
async function prepare(
  target: Target,
  { writes }: PublishOptions,
  { client, soci, log }: PublishDeps,
): Promise<Prepared> {
  const sources = await Promise.all(target.sources.map((source) => readSource(client, source)));
  if (target.soci === undefined) return { kind: 'ready', sources, soci: { kind: 'none' } };
  if (writes === 'dry-run') {
    log.info('SOCI indexes are left out of a dry run. Tags that have them count as tags with other images.');
    return { kind: 'ready', sources, soci: { kind: 'none' } };
  }
  if (soci === undefined) throw new Error('SOCI indexes are asked for, and nothing can make them');
  // Only those who make SOCI indexes load what makes them.
  const { withSoci } = await import('./soci.ts');
  return withSoci(client, target, sources, target.soci, { ...soci, log });
}

/** What the tags hold at this moment, and the target with the floating tags that move. */
async function holdings(client: RegistryClient, wanted: Target) {
  const floating = await floatingTags(client, wanted);
  const kept = floating.filter(({ action }) => action === 'keep');
  const moving = floating.filter(({ action }) => action === 'move').map(({ tag }) => tag);
  const target = { ...wanted, floating: moving };
  return { target, kept, tags: await readTags(client, target) };
}

/** A plan whose tags a gate has passed, where there is one. */
function gated({ stopAfter, passed }: Target, plan: TargetPlan): TargetPlan {
  const stray = plan.action === 'publish' && stopAfter === 'tags' ? notPassed(plan, passed) : undefined;
  return stray ?? plan;
}

/** Sources that are named by digest at a registry; a tag or a layout is there or is not. */
function awaitedOf({ sources }: Target): readonly AwaitedManifest[] {
  return sources.flatMap(({ location, label, seenAtMs }) => {
    if (location.kind === 'layout' || location.reference.digest === undefined) return [];
    const { repository, digest } = location.reference;
    return [{ repository, digest, label, ...(seenAtMs !== undefined && { seenAtMs }) }];
  });
}
