import { json, type Route, route } from '../route.ts';
import { tryGit } from '../scene/git.ts';
import { notFound } from './answers.ts';
import { simpleUser, stableId } from './people.ts';

export interface RepositoriesOptions {
  /** The bare repository of each `owner/name`. */
  readonly repositories: Readonly<Record<string, string>>;
  /** Branches that are protected, by name. */
  readonly protectedBranches?: readonly string[];
}

/** What the API says of a repository and of its branches; to stand before the routes of commits. */
export function repositoryRoutes({
  repositories,
  protectedBranches = [],
}: RepositoriesOptions): readonly Route[] {
  const find = (owner: string, repo: string) =>
    Object.entries(repositories).find(([name]) => name.toLowerCase() === `${owner}/${repo}`.toLowerCase());
  return [
    route('GET', '/repos/:owner/:repo', async ({ params: { owner, repo }, url }) => {
      const found = find(owner, repo);
      if (found === undefined) return notFound();
      const [name, bare] = found;
      const head = await tryGit(bare, ['symbolic-ref', '--short', 'HEAD']);
      return json(200, {
        id: stableId(name),
        node_id: `R_${stableId(name)}`,
        name: name.split('/')[1],
        full_name: name,
        owner: simpleUser(name.split('/')[0] ?? '', url.origin),
        private: false,
        visibility: 'public',
        fork: false,
        archived: false,
        default_branch: head.stdout.trim(),
        url: `${url.origin}/repos/${name}`,
        html_url: `https://github.com/${name}`,
        clone_url: `https://github.com/${name}.git`,
      });
    }),
    route('GET', '/repos/:owner/:repo/branches/*branch', async ({ params, url }) => {
      const found = find(params.owner, params.repo);
      const ref = `refs/heads/${params.branch}`;
      const sha = found && (await tryGit(found[1], ['rev-parse', '--verify', '--quiet', ref]));
      if (found === undefined || sha?.exitCode !== 0) return notFound();
      return json(200, {
        name: params.branch,
        commit: {
          sha: sha.stdout.trim(),
          url: `${url.origin}/repos/${found[0]}/commits/${sha.stdout.trim()}`,
        },
        protected: protectedBranches.includes(params.branch),
      });
    }),
  ];
}
