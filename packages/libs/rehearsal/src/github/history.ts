import { json, type Route, type StageRequest, type StageResponse } from '../route.ts';
import { git, tryGit } from '../scene/git.ts';
import { notFound } from './answers.ts';
import { stableId } from './people.ts';

export interface HistoryOptions {
  /** The bare repository of each `owner/name`. */
  readonly repositories: Readonly<Record<string, string>>;
}

/** The part of GitHub's API that reads what lies behind refs: tags, single commits, comparisons, files, workflows. */
export function historyRoutes({ repositories }: HistoryOptions): readonly Route[] {
  const read = (
    path: string,
    handle: (bare: string, request: StageRequest) => Promise<StageResponse>,
  ): Route => ({
    method: 'GET',
    path: `/repos/:owner/:repo${path}`,
    handle: async (request) => {
      const wanted = `${request.params.owner}/${request.params.repo}`.toLowerCase();
      const found = Object.entries(repositories).find(([name]) => name.toLowerCase() === wanted);
      return found === undefined ? notFound() : handle(found[1], request);
    },
  });
  return [
    read('/git/tags/:sha', readTag),
    read('/compare/:basehead', compare),
    read('/commits/:ref', readCommit),
    read('/contents/*path', readContents),
    read('/actions/workflows', listWorkflows),
  ];
}

/** https://docs.github.com/rest/git/tags */
async function readTag(bare: string, { params: { sha = '' } }: StageRequest): Promise<StageResponse> {
  if ((await text(bare, 'cat-file', '-t', sha)) !== 'tag') return notFound();
  const lines = String(await git(bare, ['cat-file', 'tag', sha])).split('\n');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
  return json(200, { sha, tag: field('tag'), object: { type: field('type'), sha: field('object') } });
}

/** https://docs.github.com/rest/commits/commits#compare-two-commits, without the commits in between. */
async function compare(bare: string, { params }: StageRequest): Promise<StageResponse> {
  const [base = '', head = ''] = (params.basehead ?? '').split('...');
  const counted = await text(bare, 'rev-list', '--left-right', '--count', `${base}...${head}`);
  const merged = await text(bare, 'merge-base', base, head);
  if (counted === undefined || merged === undefined) return notFound();
  const [behind = 0, ahead = 0] = counted.split('\t').map(Number);
  const status = behind > 0 ? (ahead > 0 ? 'diverged' : 'behind') : ahead > 0 ? 'ahead' : 'identical';
  return json(200, { status, ahead_by: ahead, behind_by: behind, merge_base_commit: { sha: merged } });
}

/** https://docs.github.com/rest/commits/commits#get-a-commit */
async function readCommit(bare: string, { params: { ref = '' } }: StageRequest): Promise<StageResponse> {
  const sha = await text(bare, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  if (sha === undefined) return notFound();
  const message = String(await git(bare, ['log', '-1', '--format=%B', sha])).trimEnd();
  const names = await text(bare, 'diff-tree', '--no-commit-id', '--name-only', '-r', '--root', sha);
  const files = (names ?? '').split('\n').filter((name) => name !== '');
  return json(200, {
    sha,
    commit: { message },
    author: { login: 'octocat' },
    files: files.map((filename) => ({ filename, status: 'modified' })),
  });
}

/** https://docs.github.com/rest/repos/contents, of a folder, or of a file in its raw form. */
async function readContents(bare: string, { params, query }: StageRequest): Promise<StageResponse> {
  const at = `${query.get('ref') ?? 'HEAD'}:${params.path}`;
  const type = await text(bare, 'cat-file', '-t', at);
  if (type === 'blob') return { status: 200, body: await git(bare, ['cat-file', 'blob', at]) };
  if (type !== 'tree') return notFound();
  const names = String(await git(bare, ['ls-tree', '--name-only', '-z', at]))
    .split('\0')
    .filter(Boolean);
  return json(
    200,
    names.map((name) => ({ type: 'file', name, path: `${params.path}/${name}` })),
  );
}

const WORKFLOWS = '.github/workflows';

/** https://docs.github.com/rest/actions/workflows: those of the default branch, all of them active. */
async function listWorkflows(bare: string, { params }: StageRequest): Promise<StageResponse> {
  const names = ((await text(bare, 'ls-tree', '--name-only', `HEAD:${WORKFLOWS}`)) ?? '').split('\n');
  const workflows = names
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => ({
      id: stableId(`${params.owner}/${params.repo}/${name}`),
      name,
      path: `${WORKFLOWS}/${name}`,
      state: 'active',
    }));
  return json(200, { total_count: workflows.length, workflows });
}

/** What git says; `undefined` where it says no. */
async function text(bare: string, ...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await tryGit(bare, args);
  return exitCode === 0 ? stdout.trim() : undefined;
}
