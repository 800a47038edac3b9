import * as z from 'zod/mini';
import type { RepositoryAccess } from './access.ts';
import { type Look, mapLook, settle } from './look.ts';

/** What the subject of a repository's OIDC tokens looks like. */
export interface OidcSubject {
  readonly claims: SubjectClaims;
  readonly immutable: SubjectFormat;
}

/** Of what the subject is made. */
export type SubjectClaims =
  | { readonly kind: 'default' }
  | { readonly kind: 'claims'; readonly claims: readonly string[] }
  /** The organization's template. */
  | { readonly kind: 'inherited' };

/** Whether the subject names the owner and the repository with their ids, which a rename does not change. */
export type SubjectFormat =
  | { readonly kind: 'known'; readonly immutable: boolean }
  /** The repository says nothing, and its organization decides. */
  | { readonly kind: 'unstated' }
  | { readonly kind: 'contradictory'; readonly prefix: string };

const view = {
  answer: 'OIDC subject',
  schema: z.strictObject({
    use_default: z.boolean(),
    include_claim_keys: z.optional(z.array(z.string())),
    use_immutable_subject: z.optional(z.boolean()),
    sub_claim_prefix: z.optional(z.string()),
  }),
  permission: 'Actions: read',
};

/** What the subject of this repository's OIDC tokens looks like. */
export async function readOidcSubject({
  client,
  looker,
  owner,
  repo,
}: RepositoryAccess): Promise<Look<OidcSubject>> {
  const ask = () => client.get('/repos/{owner}/{repo}/actions/oidc/customization/sub', { owner, repo });
  return mapLook(settle(await looker.look(ask, view), false), (found) => ({
    claims: claimsOf(found),
    immutable: formatOf(found),
  }));
}

type Found = z.output<typeof view.schema>;

function claimsOf({ use_default: usual, include_claim_keys: claims = [] }: Found): SubjectClaims {
  if (usual) return { kind: 'default' };
  return claims.length === 0 ? { kind: 'inherited' } : { kind: 'claims', claims };
}

/**
 * By the repository's own switch and the prefix that its tokens have now: `repo:octo/widgets` by names, or
 * `repo:octo@1/widgets@2` with ids (https://github.blog/changelog/, 2026-04-23).
 */
function formatOf({ use_immutable_subject: own, sub_claim_prefix: prefix }: Found): SubjectFormat {
  const shown = prefix === undefined ? undefined : formatIn(prefix);
  if (own !== undefined && shown !== undefined && own !== shown) {
    return { kind: 'contradictory', prefix: prefix ?? '' };
  }
  const immutable = own ?? shown;
  return immutable === undefined ? { kind: 'unstated' } : { kind: 'known', immutable };
}

function formatIn(prefix: string): boolean | undefined {
  if (/^repo:[^/@:]+@\d+\/[^/@:]+@\d+:?$/.test(prefix)) return true;
  return /^repo:[^/@:]+\/[^/@:]+:?$/.test(prefix) ? false : undefined;
}
