import { readAnswer } from '../answers.ts';

/** One report about a commit (https://docs.github.com/rest/commits/statuses). */
export interface CommitStatus {
  readonly id: number;
  readonly context: string;
  readonly state: string;
  /** The login of who reported it, in lower case; `null` when the account is gone. */
  readonly creator: string | null;
}

/** Takes over what matters of a status as GitHub lists it. Fails with a `GitHubError`. */
export function commitStatusOf(answer: unknown): CommitStatus {
  const { id, context, state, creator } = readAnswer('status', answer);
  return { id, context, state, creator: creator?.login.toLowerCase() ?? null };
}
