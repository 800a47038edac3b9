import { askGit } from '../git.ts';
import { slugIn } from '../repository.ts';

/** What a runner would say about the repository, by the name of its variable without `GITHUB_`. */
export type Facts = Readonly<Record<string, string>>;

/** What is known of the repository around `cwd`: what the environment says, else git, else what is usual. */
export async function findFacts(cwd: string, env: NodeJS.ProcessEnv): Promise<Facts> {
  const [address, sha, branch, tag] = await Promise.all([
    askGit(cwd, 'remote', 'get-url', 'origin'),
    askGit(cwd, 'rev-parse', '--verify', 'HEAD'),
    askGit(cwd, 'symbolic-ref', '--short', 'HEAD'),
    askGit(cwd, 'describe', '--tags', '--exact-match'),
  ]);
  const repository = address === undefined ? undefined : slugIn(address);
  const name = branch ?? tag;
  const found: Readonly<Record<string, string | undefined>> = {
    API_URL: 'https://api.github.com',
    GRAPHQL_URL: 'https://api.github.com/graphql',
    REF: name && `refs/${branch === undefined ? 'tags' : 'heads'}/${name}`,
    REF_NAME: name,
    REF_TYPE: name && (branch === undefined ? 'tag' : 'branch'),
    REPOSITORY: repository,
    REPOSITORY_OWNER: repository?.split('/')[0],
    SERVER_URL: 'https://github.com',
    SHA: sha,
    WORKSPACE: cwd,
  };
  const said = Object.entries(env).flatMap(([variable, value]) =>
    variable.startsWith('GITHUB_') && value ? [[variable.slice('GITHUB_'.length), value] as const] : [],
  );
  const known = Object.entries(found).filter((fact): fact is [string, string] => fact[1] !== undefined);
  return Object.fromEntries([...known, ...said]);
}

/** The value of a default such as `${{ github.repository }}`; `undefined` for what is not known here. */
export function resolveDefault(text: string, facts: Facts): string | undefined {
  let known = true;
  const resolved = text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const name = /^\s*github\.(\w+)\s*$/.exec(expression)?.[1];
    const value = name === undefined ? undefined : facts[name.toUpperCase()];
    known &&= value !== undefined;
    return value ?? '';
  });
  return known ? resolved : undefined;
}
