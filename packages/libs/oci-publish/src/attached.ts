import { messageOf } from '@gatehouse/action-kit';
import { type Descriptor, type Digest, isRegistryError, type RegistryClient } from '@gatehouse/oci-client';
import { roleOf } from '@gatehouse/oci-index';
import type { Publication } from './publication.ts';
import type { Target } from './target.ts';

/** What is attached to an image: attestations, signatures, SBOMs, SOCI indexes. Nothing of it was judged. */
export interface Attachment {
  /** The index, or the image of one platform. */
  readonly to: Digest;
  readonly digest: Digest;
  /** Its artifact type, else its media type. */
  readonly type: string;
  /** The predicate type, where the registry's list or the index says it. */
  readonly predicate: string | undefined;
  /** `index`: it is a child of the index. `referrers`: the registry lists it. */
  readonly via: 'index' | 'referrers';
}

/** Attachments are for the eye, so that a list that cannot be read fails nothing, and is never an empty one. */
export type AttachmentList =
  | { readonly kind: 'read'; readonly attachments: readonly Attachment[] }
  | { readonly kind: 'unread'; readonly reason: string };

type Client = Pick<RegistryClient, 'getManifest' | 'listReferrers'>;

/** Lists what is attached to the image of a target and to each of its platforms. */
export async function readAttachments(
  client: Client,
  { repository }: Target,
  plan: Publication,
): Promise<AttachmentList> {
  const subjects = [...new Set([plan.digest, ...plan.platforms.values()])];
  try {
    const [children, referrers] = await Promise.all([
      childrenOf(client, repository, plan),
      Promise.all(
        subjects.map(async (to) => {
          const { descriptors } = await client.listReferrers(repository, to);
          return descriptors.map((one) => attachment(to, one, 'referrers'));
        }),
      ),
    ]);
    const inIndex = children.flatMap((child) => {
      const role = roleOf(child);
      return role.kind === 'attached' ? [attachment(role.to, child, 'index')] : [];
    });
    return { kind: 'read', attachments: [...inIndex, ...referrers.flat()] };
  } catch (thrown) {
    if (!isRegistryError(thrown)) throw thrown;
    return { kind: 'unread', reason: messageOf(thrown) };
  }
}

/** What the index lists; known without a question where it was just planned. */
async function childrenOf(
  client: Client,
  repository: Target['repository'],
  { digest, indexes }: Publication,
): Promise<readonly Descriptor[]> {
  const planned = indexes.find(({ index }) => index.digest === digest);
  if (planned !== undefined) return planned.children.map(({ descriptor }) => descriptor);
  const { manifest } = await client.getManifest(repository, { kind: 'digest', digest });
  return manifest.kind === 'index' ? manifest.manifests : [];
}

function attachment(to: Digest, descriptor: Descriptor, via: Attachment['via']): Attachment {
  const { digest, artifactType, mediaType, annotations = {} } = descriptor;
  const predicate =
    annotations['dev.sigstore.bundle.predicateType'] ?? annotations['in-toto.io/predicate-type'];
  return { to, digest, type: artifactType ?? mediaType, predicate, via };
}
