import {
  digestOf,
  OCI_MANIFEST,
  parseManifest,
  parseRepository,
  type RegistryClient,
  RegistryError,
} from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import type { TargetPlan } from '../src/index.ts';
import { verifyTarget } from '../src/verify.ts';

const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf('config'), size: 6 };
const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers: [] }));
const stored = parseManifest(bytes, OCI_MANIFEST, 'x');
const { digest } = stored.descriptor;

const plan: Extract<TargetPlan, { action: 'publish' }> = {
  action: 'publish',
  digest,
  platforms: new Map(),
  indexes: [],
  tags: [{ tag: 'latest', kind: 'floating', action: 'write', digest }],
  carried: [],
  dropped: [],
  reasons: [],
};

/** Verifies against a registry whose tag holds each of `answers` in turn, the last one for ever. */
async function verify(answers: readonly (string | RegistryError)[], stopAfter: 'digest' | 'tags' = 'tags') {
  let looks = 0;
  const client = {
    getManifest: async () => stored,
    hasBlob: async () => true,
    headManifest: async () => {
      const answer = answers[Math.min(looks++, answers.length - 1)] ?? '';
      if (answer instanceof RegistryError) throw answer;
      return { ...stored.descriptor, digest: digestOf(answer) };
    },
  } as Partial<RegistryClient> as RegistryClient;
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
    random: () => 0.5,
  };
  const target = {
    repository: parseRepository('x.example.com/a'),
    kind: 'index',
    sources: [],
    exact: [],
    floating: ['latest'],
    policy: { missing: 'drop', existing: 'equal', annotations: [] },
    stopAfter,
  } as const;
  return { verification: await verifyTarget(client, target, plan, 20_000, clock), looks };
}

const absent = new RegistryError({ kind: 'absent', message: 'no' });

describe('what was published', () => {
  it.each([
    ['at once', [bytes.toString()], 1],
    ['after stale reads', ['old', 'old', bytes.toString()], 3],
    ['after it was not there', [absent, bytes.toString()], 2],
  ])('is verified %s', async (_what, answers, looks) => {
    expect(await verify(answers)).toEqual({ verification: { kind: 'verified', manifests: 1 }, looks });
  });

  it('is wrong where another publisher has won the tag for good', async () => {
    const { verification, looks } = await verify(['theirs']);
    expect(verification).toEqual({
      kind: 'wrong',
      problems: [{ kind: 'tag', tag: 'latest', found: digestOf('theirs') }],
    });
    expect(looks).toBeGreaterThan(2);
  });

  it('is unknown, and an error, where the registry does not answer', async () => {
    const down = new RegistryError({ kind: 'transient', message: 'down' });
    await expect(verify([down])).rejects.toBe(down);
  });

  it('has no tags to verify before they are set', async () => {
    expect(await verify(['theirs'], 'digest')).toEqual({
      verification: { kind: 'verified', manifests: 1 },
      looks: 0,
    });
  });
});
