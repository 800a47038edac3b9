import {
  digestOf,
  OCI_MANIFEST,
  parseManifest,
  parseRepository,
  type RegistryClient,
  RegistryError,
} from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import type { Target, TargetPlan } from '../src/index.ts';
import { verifyContent, verifyPlannedTags } from '../src/verify.ts';

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

const target = { repository: parseRepository('x.example.com/a') } as Target;

/** Verifies tags against a registry whose tag holds each of `answers` in turn, the last one for ever. */
async function verify(answers: readonly (string | RegistryError)[]) {
  let looks = 0;
  const client = {
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
  return { verification: await verifyPlannedTags(client, target, plan, 20_000, clock), looks };
}

const absent = new RegistryError({ kind: 'absent', message: 'no' });

describe('what was published', () => {
  it.each([
    ['at once', [bytes.toString()], 1],
    ['after stale reads', ['old', 'old', bytes.toString()], 3],
    ['after it was not there', [absent, bytes.toString()], 2],
  ])('is verified %s', async (_what, answers, looks) => {
    expect(await verify(answers)).toEqual({ verification: { kind: 'verified', manifests: 0 }, looks });
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

  it('is read down to its configuration, and again until that is there', async () => {
    let looks = 0;
    const client = {
      getManifest: async () => stored,
      hasBlob: async () => ++looks > 1,
    } as Partial<RegistryClient> as RegistryClient;
    const clock = { now: () => 0, sleep: async () => {}, random: () => 0.5 };
    expect(await verifyContent(client, target, plan, 20_000, clock)).toEqual({
      kind: 'verified',
      manifests: 1,
    });
  });
});
