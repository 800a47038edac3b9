import type { RegistryClient } from '../client.ts';
import { isRegistryError } from '../error/index.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { type Digest, formatRepository, type Repository } from '../reference/index.ts';

/** What is wrong with an image that was published. */
export type VerifyProblem =
  | { readonly kind: 'tag'; readonly tag: string; readonly found: Digest | 'absent' }
  /** A manifest of the index, or a configuration, that the registry does not have. */
  | { readonly kind: 'missing'; readonly digest: Digest; readonly what: 'manifest' | 'configuration' };

/** Whether an image is what it should be. */
export type Verified =
  | { readonly kind: 'verified'; readonly manifests: number }
  | { readonly kind: 'wrong'; readonly problems: readonly [VerifyProblem, ...VerifyProblem[]] };

type Client = Pick<RegistryClient, 'getManifest' | 'headManifest' | 'hasBlob'>;

/**
 * Proves that every tag resolves to `digest`, and that the manifest, all manifests below it and their
 * configurations can be read: a tag that exists may be a stale one, and an index may list what a clean-up job has
 * deleted. Fails with a `RegistryError` where an answer could not be had, which is neither yes nor no.
 */
export async function verifyPublished(
  client: Client,
  repository: Repository,
  digest: Digest,
  tags: readonly string[],
): Promise<Verified> {
  const counted = { manifests: 0 };
  const [ofTags, ofTree] = await Promise.all([
    verifyTags(client, repository, digest, tags),
    checkTree(client, repository, digest, counted),
  ]);
  const [first, ...others] = [...ofTags, ...ofTree];
  return first === undefined
    ? { kind: 'verified', manifests: counted.manifests }
    : { kind: 'wrong', problems: [first, ...others] };
}

/** What is wrong with tags that should resolve to `digest`. Fails with a `RegistryError`. */
export async function verifyTags(
  client: Pick<Client, 'headManifest'>,
  repository: Repository,
  digest: Digest,
  tags: readonly string[],
): Promise<readonly VerifyProblem[]> {
  return (await Promise.all(tags.map((tag) => checkTag(client, repository, digest, tag)))).flat();
}

async function checkTag(
  client: Pick<Client, 'headManifest'>,
  repository: Repository,
  digest: Digest,
  tag: string,
): Promise<readonly VerifyProblem[]> {
  const found = await orAbsent(client.headManifest(repository, { kind: 'tag', tag }));
  if (found !== 'absent' && found.digest === digest) return [];
  return [{ kind: 'tag', tag, found: found === 'absent' ? found : found.digest }];
}

/** Reads each manifest, so that its bytes are proved too, and asks for the configuration of each image. */
async function checkTree(
  client: Client,
  repository: Repository,
  digest: Digest,
  counted: { manifests: number },
): Promise<readonly VerifyProblem[]> {
  const stored = await orAbsent(client.getManifest(repository, { kind: 'digest', digest }));
  if (stored === 'absent') return [{ kind: 'missing', digest, what: 'manifest' }];
  counted.manifests += 1;
  const { manifest } = stored;
  if (manifest.kind === 'index') {
    const below = await Promise.all(
      childrenOf(manifest).map((child) => checkTree(client, repository, child, counted)),
    );
    return below.flat();
  }
  const { config } = manifest;
  if (await client.hasBlob(repository, config.digest)) return [];
  return [{ kind: 'missing', digest: config.digest, what: 'configuration' }];
}

function childrenOf(manifest: Extract<Manifest, { kind: 'index' }>): readonly Digest[] {
  return [...new Set(manifest.manifests.map(({ digest }) => digest))];
}

async function orAbsent<T>(asked: Promise<T>): Promise<T | 'absent'> {
  try {
    return await asked;
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return 'absent';
    throw thrown;
  }
}

/** The problems in a sentence each, for messages. */
export function describeProblem(repository: Repository, digest: Digest, problem: VerifyProblem): string {
  const image = formatRepository(repository);
  switch (problem.kind) {
    case 'tag': {
      const found = problem.found === 'absent' ? 'does not exist' : `resolves to ${problem.found}`;
      return `${image}:${problem.tag} ${found}, expected ${digest}.`;
    }
    case 'missing':
      return `The ${problem.what} ${image}@${problem.digest} does not exist, though ${digest} refers to it.`;
    default:
      return problem satisfies never;
  }
}
