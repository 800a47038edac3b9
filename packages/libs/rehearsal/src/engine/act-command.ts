import { delimiter, join } from 'node:path';
import { runtimeToken } from '../artifacts/token.ts';
import { identityEnvironment } from '../oidc/request-token.ts';
import { HOSTED_LABELS } from '../runners/index.ts';
import { RUN_MARK } from './leftovers.ts';
import type { Scratch } from './scratch.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What act is started with. */
export interface ActCommand {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The token that the stage's run has; no service of the stage knows it by heart. */
export const STAGED_TOKEN = 'ghs_rehearsal';

/** How act is called for one run; it reads no configuration of this machine or of the repository. */
export function actCommand(
  run: WorkflowRun,
  { folder, repository, main, repositories, sha, standIns }: Scratch,
  {
    attempt,
    mark,
    programs,
  }: {
    readonly attempt: number;
    readonly mark: string;
    /** Folders for the front of PATH. */
    readonly programs: readonly string[];
  },
): ActCommand {
  const none = join(folder, 'none');
  const labels = [...HOSTED_LABELS, ...(run.runnerLabels ?? [])];
  const secrets = { GITHUB_TOKEN: STAGED_TOKEN, ...run.secrets };
  const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  return {
    args: [
      run.event.name,
      // Only its debug log says that a job was skipped.
      ...['--json', '--verbose'],
      ...['--directory', repository, '--workflows', join('.github', 'workflows', main.file)],
      ...['--eventpath', join(folder, 'event.json'), '--actor', owner(run)],
      // Every action comes from here or from nowhere.
      ...['--no-cache-server', '--no-skip-checkout', '--pull=false', '--action-offline-mode'],
      ...['--env-file', none, '--secret-file', none, '--var-file', none, '--input-file', none],
      ...labels.flatMap((label) => ['--platform', `${label}=-self-hosted`]),
      ...[...repositories].flatMap(([name, path]) => ['--local-repository', `${name}=${path}`]),
      ...pairs('--env', { ...stepEnvironment(run, sha, attempt), ...standIns.env }),
      ...pairs('--secret', secrets),
      ...pairs('--var', run.variables ?? {}),
    ],
    env: {
      PATH: [...programs, process.env.PATH].join(delimiter),
      HOME: join(folder, 'home'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      TMPDIR: folder,
      LANG: 'C.UTF-8',
      [RUN_MARK]: mark,
    },
  };
}

/** The variables that a runner sets and act does not, with every service at the stage. */
function stepEnvironment(run: WorkflowRun, sha: string, attempt: number): Record<string, string> {
  const { scene, stage, runId, event, workflow } = run;
  const ref = event.ref ?? `refs/heads/${scene.branch}`;
  const workflowRef = `${scene.repository}/.github/workflows/${workflow.file}@${ref}`;
  const claims = { repository: scene.repository, runId, attempt, ref, sha, workflowRef, event: event.name };
  return {
    GITHUB_REPOSITORY: scene.repository,
    GITHUB_REPOSITORY_OWNER: owner(run),
    GITHUB_REF: ref,
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_NUMBER: String(runId),
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_API_URL: stage.url,
    GITHUB_GRAPHQL_URL: `${stage.url}/graphql`,
    GITHUB_WORKFLOW_REF: workflowRef,
    GITHUB_WORKFLOW_SHA: sha,
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'stage',
    ACTIONS_RESULTS_URL: `${stage.url}/`,
    ACTIONS_RUNTIME_URL: `${stage.url}/`,
    // One for all jobs: act has no variables of a single job.
    ACTIONS_RUNTIME_TOKEN: runtimeToken({ run: `run-${runId}`, job: `attempt-${attempt}`, attempt }),
    ...identityEnvironment(stage, claims),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...scene.env,
    ...run.env,
  };
}

function owner({ scene }: WorkflowRun): string {
  return scene.repository.split('/')[0] ?? '';
}
