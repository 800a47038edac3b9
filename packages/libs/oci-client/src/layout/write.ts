import { mkdir, open as openFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  classifyNetworkError,
  Limiter,
  type RetryDeps,
  realClock,
  retry,
  type Verdict,
} from '@gatehouse/retry';
import type { BlobSource } from '../blob/index.ts';
import { verifying } from '../blob/verify.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import { OCI_INDEX } from '../manifest/media-type.ts';
import { renderIndex } from '../manifest/render.ts';
import type { Digest } from '../reference/index.ts';
import { damageIn } from '../transport/damaged.ts';
import { finalError } from '../transport/final-error.ts';

import { verdictOf } from '../transport/verdict.ts';
import { blobName } from './layout.ts';

/** How many blobs are fetched at a time. */
const AT_ONCE = 4;

/** How long blobs may take, and what ends it. */
export interface FetchTerms {
  /** The time that is left for each blob, in milliseconds. */
  readonly remainingMs: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Default: the real one. */
  readonly clock?: RetryDeps | undefined;
}

/** Makes an empty OCI layout of a folder that may not be there yet; it has no `index.json` before {@link nameRoot}. */
export async function createLayout(path: string): Promise<void> {
  for (const algorithm of ['sha256', 'sha512'])
    await mkdir(join(path, 'blobs', algorithm), { recursive: true });
  await writeFile(join(path, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}

/** Writes a small blob, whose bytes were proved already. */
export async function writeLayoutBlob(path: string, digest: Digest, bytes: Uint8Array): Promise<void> {
  await writeFile(join(path, blobName(digest)), bytes);
}

/** Writes `index.json` with one image, the way tools look for it where there is no tag. */
export async function nameRoot(path: string, root: Descriptor): Promise<void> {
  const index = renderIndex({ mediaType: OCI_INDEX, manifests: [root], annotations: {} });
  await writeFile(join(path, 'index.json'), index);
}

/**
 * Streams blobs into a layout, each proved by its digest and its size on the way, and again from its start
 * where it broke off. Fails with a `RegistryError`, or with what the file system says.
 */
export async function fetchToLayout(
  source: BlobSource & { readonly name: string },
  blobs: readonly Descriptor[],
  path: string,
  terms: FetchTerms,
): Promise<void> {
  const limiter = new Limiter(AT_ONCE);
  const distinct = new Map(blobs.map((blob) => [blob.digest, blob]));
  await Promise.all(
    [...distinct.values()].map((blob) => limiter.run(() => fetchBlob(source, blob, path, terms))),
  );
}

async function fetchBlob(
  source: BlobSource & { readonly name: string },
  blob: Descriptor,
  path: string,
  { remainingMs, signal, clock = realClock }: FetchTerms,
): Promise<void> {
  const what = `the blob ${source.name}@${blob.digest}`;
  const file = join(path, blobName(blob.digest));
  let damaged = 0;
  const classify = (error: unknown): Verdict => {
    if (damageIn(error) !== undefined)
      return { kind: ++damaged < 2 ? 'transient' : 'final', reason: 'damaged' };
    const verdict = verdictOf(error);
    return verdict.kind === 'transient' ? verdict : classifyNetworkError(error);
  };
  const open = source.open(blob);
  const attempt = async ({ signal: stop }: { readonly signal: AbortSignal }) => {
    const content = (await open(stop)).pipeThrough(verifying(blob));
    // Closed before it is tried again or removed.
    await using handle = await openFile(file, 'w');
    await handle.writeFile(content, { signal: stop });
  };
  try {
    await retry(attempt, { deadlineMs: remainingMs(), classify, signal }, clock);
  } catch (thrown) {
    await rm(file, { force: true });
    throw finalError(what, thrown);
  }
}
