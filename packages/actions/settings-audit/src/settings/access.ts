import type { GitHubClient } from '@gatehouse/github-client';
import type { Looker } from './look.ts';

/** What every look needs: the client, what becomes of its answers, and the repository. */
export interface RepositoryAccess {
  readonly client: GitHubClient;
  readonly looker: Looker;
  readonly owner: string;
  readonly repo: string;
}
