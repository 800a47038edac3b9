/** Where a repository's parts are found, as every list of runs says twice for each run. */
const REPOSITORY_ADDRESSES: readonly string[] = [
  'archive',
  'assignees',
  'blobs',
  'branches',
  'collaborators',
  'comments',
  'commits',
  'compare',
  'contents',
  'contributors',
  'deployments',
  'downloads',
  'events',
  'forks',
  'git_commits',
  'git_refs',
  'git_tags',
  'hooks',
  'issue_comment',
  'issue_events',
  'issues',
  'keys',
  'labels',
  'languages',
  'merges',
  'milestones',
  'notifications',
  'pulls',
  'releases',
  'stargazers',
  'statuses',
  'subscribers',
  'subscription',
  'tags',
  'teams',
  'trees',
];
const USER_ADDRESSES: readonly string[] = [
  'avatar',
  'followers',
  'following',
  'gists',
  'starred',
  'subscriptions',
  'organizations',
  'repos',
  'events',
  'received_events',
];
const RUN_ADDRESSES: readonly string[] = [
  'jobs',
  'logs',
  'check_suite',
  'artifacts',
  'cancel',
  'rerun',
  'previous_attempt',
  'workflow',
];

const API = 'https://api.github.com';

const addresses = (names: readonly string[], base: string) =>
  Object.fromEntries(names.map((name) => [`${name}_url`, `${base}/${name.replaceAll('_', '/')}{/${name}}`]));

const user = (login: string) => ({
  login,
  id: 1_234_567,
  node_id: 'MDQ6VXNlcjEyMzQ1Njc=',
  gravatar_id: '',
  url: `${API}/users/${login}`,
  html_url: `https://github.com/${login}`,
  ...addresses(USER_ADDRESSES, `${API}/users/${login}`),
  type: 'User',
  user_view_type: 'public',
  site_admin: false,
});

const repository = (name: string) => ({
  id: 123_456_789,
  node_id: 'R_kgDOB1vNFQ',
  name: name.split('/')[1],
  full_name: name,
  private: false,
  owner: user(name.split('/')[0] ?? ''),
  html_url: `https://github.com/${name}`,
  description: 'Builds and publishes.',
  fork: false,
  url: `${API}/repos/${name}`,
  ...addresses(REPOSITORY_ADDRESSES, `${API}/repos/${name}`),
});

/** What a run is about. */
export interface RunFacts {
  readonly id: number;
  readonly file: string;
  readonly repository: string;
  readonly sha: string;
  readonly ended: boolean;
}

/** A run with every field that GitHub lists (https://docs.github.com/rest/actions/workflow-runs), some 11 kB. */
export function listedRun({ id, file, repository: name, sha, ended }: RunFacts): object {
  return {
    id,
    name: file,
    node_id: `WFR_${id}`,
    head_branch: 'main',
    head_sha: sha,
    path: `.github/workflows/${file}`,
    display_title: 'Merge pull request #1234 from octo/topic',
    run_number: id,
    run_attempt: 1,
    event: 'push',
    status: ended ? 'completed' : 'in_progress',
    conclusion: ended ? 'success' : null,
    workflow_id: id,
    check_suite_id: id,
    check_suite_node_id: `CS_${id}`,
    url: `${API}/repos/${name}/actions/runs/${id}`,
    html_url: `https://github.com/${name}/actions/runs/${id}`,
    pull_requests: [],
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:10:00Z',
    run_started_at: '2026-01-01T00:00:00Z',
    actor: user('ada'),
    triggering_actor: user('ada'),
    referenced_workflows: [],
    ...addresses(RUN_ADDRESSES, `${API}/repos/${name}/actions/runs/${id}`),
    head_commit: {
      id: sha,
      tree_id: 'c'.repeat(40),
      message: 'Merge pull request #1234 from octo/topic',
      timestamp: '2026-01-01T00:00:00Z',
      author: { name: 'Ada', email: 'ada@example.org' },
      committer: { name: 'GitHub', email: 'noreply@github.com' },
    },
    repository: repository(name),
    head_repository: repository(name),
  };
}
