import { json, type Route, type StageResponse } from '../route.ts';
import {
  forbidden,
  type GraphqlFailure,
  mutationFailed,
  noBranch,
  noDeletion,
  staleData,
} from './answers.ts';
import type { BareRepository } from './bare-repository.ts';
import type { CommitsOptions } from './commits.ts';
import type { StaleReads } from './stale-reads.ts';

/** `CreateCommitOnBranchInput` of GitHub's GraphQL schema, as far as a writer fills it. */
interface CommitInput {
  readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string };
  readonly message: { readonly headline: string; readonly body?: string };
  readonly expectedHeadOid: string;
  readonly fileChanges: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
}

const MUTATION = 'createCommitOnBranch';

/** Handles `POST /graphql` for the mutation `createCommitOnBranch`; any other query is answered with an error. */
export function createCommit(
  { contents = 'write', beforeCommit, afterCommit }: CommitsOptions,
  repositories: ReadonlyMap<string, BareRepository>,
  stale: StaleReads,
): Route['handle'] {
  let nth = 0;
  return async (request): Promise<StageResponse> => {
    const body = request.json() as { query?: string; variables?: { input?: CommitInput } } | undefined;
    const input = body?.variables?.input;
    if (!body?.query?.includes(MUTATION) || input === undefined) {
      return json(200, { errors: [{ message: `The stage only plays ${MUTATION}, with $input.` }] });
    }
    nth += 1;
    if (contents === 'read') return mutationFailed(MUTATION, forbidden);
    const refusal = await beforeCommit?.(nth);
    if (refusal !== undefined) return mutationFailed(MUTATION, refusal);
    const made = await commitTo(repositories.get(input.branch.repositoryNameWithOwner.toLowerCase()), input);
    if (typeof made !== 'string') return mutationFailed(MUTATION, made);
    stale.committedOn(input.expectedHeadOid);
    return afterCommit?.(nth) ?? json(200, { data: { [MUTATION]: { commit: { oid: made } } } });
  };
}

async function commitTo(
  repository: BareRepository | undefined,
  { branch, message, expectedHeadOid: base, fileChanges }: CommitInput,
): Promise<string | GraphqlFailure> {
  const ref = `refs/heads/${branch.branchName}`;
  const head = await repository?.resolve(ref);
  if (repository === undefined || head === undefined) return noBranch(branch.branchName);
  if (head !== base) return staleData(base);
  const deletions = (fileChanges.deletions ?? []).map(({ path }) => path);
  const present = new Set((await repository.entries(base, true)).map(({ path }) => path));
  if (deletions.some((path) => !present.has(path))) return noDeletion(base);
  const additions = (fileChanges.additions ?? []).map(({ path, contents }) => ({
    path,
    content: Buffer.from(contents, 'base64'),
  }));
  const text = message.body ? `${message.headline}\n\n${message.body}` : message.headline;
  const commit = await repository.commit({ ref, base, message: text, additions, deletions });
  return commit ?? staleData(base);
}
