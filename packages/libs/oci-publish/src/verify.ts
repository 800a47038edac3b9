import { type RegistryClient, type VerifyProblem, verifyPublished, verifyTags } from '@gatehouse/oci-client';
import { type RetryDeps, RetryError, realClock, retry } from '@gatehouse/retry';
import type { Publication } from './publication.ts';
import type { Target } from './target.ts';

/** Whether a target is as planned. */
export type Verification =
  | { readonly kind: 'verified'; readonly manifests: number }
  | { readonly kind: 'wrong'; readonly problems: readonly VerifyProblem[] };

/**
 * Proves that all that the tags hold, or will hold, can be read: each index, every manifest below it, and their
 * configurations. This comes before the tags: an image with a hole in it gets none.
 */
export function verifyContent(
  client: RegistryClient,
  { repository }: Target,
  plan: Publication,
  waitMs: number,
  clock?: RetryDeps,
): Promise<Verification> {
  const digests = new Set([
    plan.digest,
    ...plan.indexes.map(({ index }) => index.digest),
    ...plan.tags.map(({ digest }) => digest),
  ]);
  return persist(waitMs, clock, async () => {
    let manifests = 0;
    const problems: VerifyProblem[] = [];
    for (const digest of digests) {
      const found = await verifyPublished(client, repository, digest, []);
      if (found.kind === 'verified') manifests += found.manifests;
      else problems.push(...found.problems);
    }
    return { manifests, problems };
  });
}

/** Proves that every tag that the plan names, also one that was not written, resolves to its digest. */
export function verifyPlannedTags(
  client: RegistryClient,
  { repository }: Target,
  { tags }: Publication,
  waitMs: number,
  clock?: RetryDeps,
): Promise<Verification> {
  return persist(waitMs, clock, async () => {
    const looks = tags.map(({ tag, digest }) => verifyTags(client, repository, digest, [tag]));
    return { manifests: 0, problems: (await Promise.all(looks)).flat() };
  });
}

/**
 * A registry may show what was pushed late, so what is wrong is looked at again until `waitMs` have passed. Fails
 * with a `RegistryError`.
 */
async function persist(
  waitMs: number,
  clock: RetryDeps = realClock,
  look: () => Promise<{ readonly manifests: number; readonly problems: readonly VerifyProblem[] }>,
): Promise<Verification> {
  const attempt = async (): Promise<number> => {
    const { manifests, problems } = await look();
    if (problems.length > 0) throw new Wrong(problems);
    return manifests;
  };
  const classify = (error: unknown) =>
    error instanceof Wrong
      ? ({ kind: 'transient', reason: 'not-as-published' } as const)
      : ({ kind: 'final', reason: 'final' } as const);
  try {
    return { kind: 'verified', manifests: await retry(attempt, { deadlineMs: waitMs, classify }, clock) };
  } catch (thrown) {
    const last = thrown instanceof RetryError ? thrown.cause : thrown;
    if (last instanceof Wrong) return { kind: 'wrong', problems: last.problems };
    throw thrown;
  }
}

class Wrong extends Error {
  readonly problems: readonly VerifyProblem[];

  constructor(problems: readonly VerifyProblem[]) {
    super(`${problems.length} problems`);
    this.problems = problems;
  }
}
