import { createRegistryClient } from '@gatehouse/oci-client';
import { publishTarget } from '@gatehouse/oci-publish';
import { Limiter, remainingOf } from '@gatehouse/retry';
import type { RunDeps } from './deps.ts';
import type { Inputs } from './inputs.ts';
import type { Outcome, Story } from './outcome.ts';
import { gatherImages, type ImageParts, type PartsOf } from './part-sources.ts';
import type { TargetRequest } from './target-request.ts';

const VERIFY_MS = 60_000;

/**
 * Publishes every target, `jobs` at a time; waiting for sources takes nobody's turn, and the failure of one stops no
 * other. Stories are in the order of the requests.
 */
export async function publishAll(
  requests: readonly TargetRequest[],
  { partsDir, plainHttp, jobs, waitMs, deadlineMs, writes }: Inputs,
  deps: RunDeps,
): Promise<readonly Story[]> {
  const remainingMs = remainingOf(deadlineMs, deps.clock);
  const partsOf = await partsFor(requests, { partsDir, remainingMs }, deps);
  const client = createRegistryClient({ name: 'image-publish', plainHttp, remainingMs }, deps);
  const turns = new Limiter(jobs);
  const soci = { temp: deps.temp, env: deps.env, remainingMs };
  const publishing = { ...deps, client, soci, turn: <T>(work: () => Promise<T>) => turns.run(work) };
  const publish = async (request: TargetRequest): Promise<Story> => {
    let parts: ImageParts['parts'] = [];
    const outcome = await settled(async () => {
      const { sources, annotations, ...found } = sourcesOf(request, partsOf);
      parts = found.parts;
      const { policy } = request.target;
      // What the step asks for comes last, and so wins over what a leg notes.
      const target = {
        ...request.target,
        sources,
        policy: { ...policy, annotations: [...annotations, ...policy.annotations] },
      };
      const left = remainingMs();
      const options = { waitMs: Math.min(waitMs, left), verifyMs: Math.min(VERIFY_MS, left), writes };
      return publishTarget(target, options, publishing);
    });
    return { request, parts, outcome };
  };
  return Promise.all(requests.map(publish));
}

async function settled(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** The parts of all targets that are made from parts; where they cannot be read, each of these targets fails. */
async function partsFor(
  requests: readonly TargetRequest[],
  options: Parameters<typeof gatherImages>[1],
  deps: RunDeps,
): Promise<PartsOf> {
  const targets = new Set(requests.flatMap(({ from }) => (from.kind === 'parts' ? [from.target] : [])));
  if (targets.size === 0) return noParts;
  try {
    return await gatherImages(targets, options, deps);
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

const noParts: PartsOf = (target) => {
  throw new Error(`no parts of ${target} were asked for`);
};

function sourcesOf({ from }: TargetRequest, partsOf: PartsOf): ImageParts {
  return from.kind === 'named' ? { sources: from.sources, annotations: [], parts: [] } : partsOf(from.target);
}
