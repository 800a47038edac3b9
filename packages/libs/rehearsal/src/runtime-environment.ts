import { join } from 'node:path';
import { runtimeToken } from './artifacts/token.ts';

/** The run that a step believes to be part of. */
export interface StagedRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: number;
  /** 1 when absent. */
  readonly runAttempt?: number;
  /** The id of the job in its workflow. */
  readonly job: string;
  /** Tells the legs of one job apart in the results service; `job` when absent. */
  readonly jobId?: string;
  /** The full commit that started the run. */
  readonly sha: string;
  /** `refs/heads/main` when absent. */
  readonly ref?: string;
  /** The file of the workflow; `release.yml` when absent. */
  readonly workflow?: string;
  /** `push` when absent. */
  readonly event?: string;
  /** An existing folder. */
  readonly workspace: string;
  /** An existing folder. */
  readonly temp: string;
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', win32: 'Windows' };

/**
 * The variables that a runner sets for a step of `run`, with every service at `stage`
 * (https://docs.github.com/actions/reference/workflows-and-actions/variables).
 */
export function runtimeEnvironment(stage: { readonly url: string }, run: StagedRun): Record<string, string> {
  const { repository, job, ref = 'refs/heads/main', runAttempt = 1 } = run;
  const workflow = `.github/workflows/${run.workflow ?? 'release.yml'}`;
  const [owner = ''] = repository.split('/');
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: owner,
    GITHUB_API_URL: stage.url,
    GITHUB_EVENT_NAME: run.event ?? 'push',
    GITHUB_GRAPHQL_URL: `${stage.url}/graphql`,
    GITHUB_JOB: job,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags)\//, ''),
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_RUN_ATTEMPT: String(runAttempt),
    GITHUB_RUN_ID: String(run.runId),
    GITHUB_RUN_NUMBER: String(run.runId),
    // The artifact client refuses a server that is not GitHub's.
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: run.sha,
    GITHUB_WORKFLOW: workflow,
    GITHUB_WORKFLOW_REF: `${repository}/${workflow}@${ref}`,
    GITHUB_WORKSPACE: run.workspace,
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'stage',
    RUNNER_OS: SYSTEMS[process.platform] ?? 'Linux',
    RUNNER_TEMP: run.temp,
    RUNNER_TOOL_CACHE: join(run.temp, 'tools'),
    // What the machine's git is set to must not reach a step.
    HOME: run.temp,
    GIT_CONFIG_NOSYSTEM: '1',
    LANG: 'C.UTF-8',
    ACTIONS_RESULTS_URL: `${stage.url}/`,
    ACTIONS_RUNTIME_TOKEN: runtimeToken({
      run: `run-${run.runId}`,
      job: `${run.jobId ?? job}-${runAttempt}`.replace(/[^\w-]/g, '_'),
      attempt: runAttempt,
    }),
  };
}
