import { type RegistryClient, type VerifyProblem, verifyPublished } from '@gatehouse/oci-client';
import { type RetryDeps, RetryError, realClock, retry } from '@gatehouse/retry';
import type { Publication } from './publication.ts';
import type { Target } from './target.ts';

/** Whether a target is as planned. */
export type Verification =
  | { readonly kind: 'verified'; readonly manifests: number }
  | { readonly kind: 'wrong'; readonly problems: readonly VerifyProblem[] };

/**
 * Proves that every tag that the plan names resolves to its digest, and that all below it can be read. A registry
 * may show what was pushed late, so what is wrong is looked at again until `waitMs` have passed. Fails with a
 * `RegistryError`.
 */
export async function verifyTarget(
  client: RegistryClient,
  { repository, stopAfter }: Target,
  plan: Publication,
  waitMs: number,
  clock: RetryDeps = realClock,
): Promise<Verification> {
  const tags = stopAfter === 'tags' ? plan.tags : [];
  const look = async (): Promise<number> => {
    let manifests = 0;
    const problems: VerifyProblem[] = [];
    for (const digest of new Set([
      plan.digest,
      ...plan.indexes.map(({ index }) => index.digest),
      ...tags.map((one) => one.digest),
    ])) {
      const names = tags.filter((one) => one.digest === digest).map(({ tag }) => tag);
      const found = await verifyPublished(client, repository, digest, names);
      if (found.kind === 'verified') manifests += found.manifests;
      else problems.push(...found.problems);
    }
    if (problems.length > 0) throw new Wrong(problems);
    return manifests;
  };
  const classify = (error: unknown) =>
    error instanceof Wrong
      ? ({ kind: 'transient', reason: 'not-as-published' } as const)
      : ({ kind: 'final', reason: 'final' } as const);
  try {
    return { kind: 'verified', manifests: await retry(look, { deadlineMs: waitMs, classify }, clock) };
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
