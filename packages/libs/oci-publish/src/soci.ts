import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@gatehouse/action-kit';
import type { Digest, RegistryClient } from '@gatehouse/oci-client';
import { type ConvertedPlatform, convert } from '@gatehouse/soci';
import { pushByDigest } from './apply.ts';
import { planTarget } from './plan-target.ts';
import { type ReadSource, readSource } from './read-source.ts';
import type { TargetPlan } from './tag-plan.ts';
import type { Target } from './target.ts';

/** What a conversion needs from the world. */
export interface SociDeps {
  /** A folder on a disk with room for three copies of the large layers. */
  readonly temp: string;
  readonly env: NodeJS.ProcessEnv;
  /** For the whole publication, in milliseconds. */
  readonly remainingMs: () => number;
  readonly log: Log;
  /** Where the output of the tool is shown. Default: standard output. */
  readonly write?: (text: string) => void;
}

/** What became of the SOCI indexes of a target. */
export type SociReport =
  /** They were not asked for. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'converted';
      readonly toolVersion: string;
      readonly platforms: readonly ConvertedPlatform[];
    }
  | {
      readonly kind: 'not-applicable';
      readonly reason: 'layers-too-small' | 'layers-unsupported';
      /** Bytes. */
      readonly minLayerSize: number;
    };

/** The sources of the index that gets the tags, or why there are none. */
export type Prepared =
  | { readonly kind: 'ready'; readonly sources: readonly ReadSource[]; readonly soci: SociReport }
  | { readonly kind: 'refused'; readonly refusal: Exclude<TargetPlan, { action: 'publish' }> };

/**
 * Makes SOCI indexes for the images of a target: an index of the sources is pushed by its digest and converted, and
 * the result, pushed by its digest too, is the only source from then on. Fails with a `SociError` or a
 * `RegistryError`.
 */
export async function withSoci(
  client: RegistryClient,
  target: Target,
  sources: readonly ReadSource[],
  options: NonNullable<Target['soci']>,
  deps: SociDeps,
): Promise<Prepared> {
  const policy = { missing: 'drop', existing: 'equal', annotations: [] } as const;
  const read = sources.map(({ source }) => source);
  const plan = planTarget({ kind: 'index', policy }, read, []);
  if (plan.action === 'refuse') return { kind: 'refused', refusal: plan };
  await pushByDigest(client, { ...target, kind: 'index' }, plan, sources);
  const folder = await mkdtemp(join(deps.temp, 'gatehouse-soci-'));
  try {
    return await converted(client, target, sources, plan.digest, { ...options, folder }, deps);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function converted(
  client: RegistryClient,
  { repository }: Target,
  sources: readonly ReadSource[],
  digest: Digest,
  options: NonNullable<Target['soci']> & { readonly folder: string },
  deps: SociDeps,
): Promise<Prepared> {
  const source = client.source(repository, { freshness: 'just-written' });
  const conversion = await convert({ ...options, source, digest, platforms: 'all' }, deps);
  switch (conversion.kind) {
    case 'failed':
      throw conversion.error;
    case 'not-applicable': {
      const { kind, reason, minLayerSize } = conversion;
      return { kind: 'ready', sources, soci: { kind, reason, minLayerSize } };
    }
    case 'converted': {
      await client.copyImage(conversion.source, conversion.descriptor, repository);
      const reference = { repository, digest: conversion.descriptor.digest };
      const location = { kind: 'registry', reference } as const;
      const { kind, toolVersion, platforms } = conversion;
      return {
        kind: 'ready',
        sources: [await readSource(client, { location, label: 'the image with SOCI indexes' })],
        soci: { kind, toolVersion, platforms },
      };
    }
    default:
      return conversion satisfies never;
  }
}
