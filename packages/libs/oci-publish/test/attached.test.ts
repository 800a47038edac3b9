import {
  digestOf,
  OCI_INDEX,
  OCI_MANIFEST,
  parseManifest,
  parseRepository,
  type RegistryClient,
  RegistryError,
  renderIndex,
} from '@gatehouse/oci-client';
import { expect, it } from 'vitest';
import { readAttachments } from '../src/attached.ts';
import type { Publication, Target } from '../src/index.ts';

const digest = digestOf('the index');
const amd64 = digestOf('amd64');
const plan: Publication = {
  action: 'publish',
  digest,
  platforms: new Map([['linux/amd64', amd64]]),
  indexes: [],
  tags: [],
  carried: [],
  dropped: [],
  reasons: [],
};
const target = { repository: parseRepository('ghcr.io/acme/widgets') } as Target;
const bundle = {
  mediaType: OCI_MANIFEST,
  digest: digestOf('a signature'),
  size: 9,
  artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  annotations: { 'dev.sigstore.bundle.predicateType': 'https://sigstore.dev/cosign/sign/v1' },
};
const empty = renderIndex({ mediaType: OCI_INDEX, manifests: [], annotations: {} });
const clientWith = (listReferrers: RegistryClient['listReferrers']) => ({
  listReferrers,
  getManifest: async () => parseManifest(empty, OCI_INDEX, 'the index'),
});

it('what refers to the index and to each image is listed, with its predicate', async () => {
  const client = clientWith(async (_, subject) => ({
    via: 'api',
    descriptors: subject === digest ? [bundle] : [],
  }));
  expect(await readAttachments(client, target, plan)).toEqual({
    kind: 'read',
    attachments: [
      {
        to: digest,
        digest: bundle.digest,
        type: bundle.artifactType,
        predicate: 'https://sigstore.dev/cosign/sign/v1',
        via: 'referrers',
      },
    ],
  });
});

it('a list that cannot be read is unread, never empty', async () => {
  const client = clientWith(async (_, subject) => {
    if (subject === digest) return { via: 'api', descriptors: [bundle] };
    throw new RegistryError({ kind: 'transient', message: 'Too many requests.' });
  });
  expect(await readAttachments(client, target, plan)).toEqual({
    kind: 'unread',
    reason: 'Too many requests.',
  });
});
