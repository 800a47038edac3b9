import type { components } from '@octokit/openapi-types';
import type { JobRecord, WorkflowResult } from '../engine/record.ts';
import { simpleUser, stableId } from './people.ts';

type ApiRun = Partial<components['schemas']['workflow-run']>;
type ApiJob = components['schemas']['job'];

/** A run that somebody may ask the API about. */
export interface KnownRun {
  readonly repository: string;
  readonly runId: number;
  readonly attempt: number;
  /** The file in `.github/workflows`. */
  readonly file: string;
  readonly event: string;
  /** `refs/heads/…` or `refs/tags/…`. */
  readonly ref: string;
  readonly sha: string;
  /** `undefined` while it runs. */
  readonly conclusion?: WorkflowResult['conclusion'] | 'cancelled' | undefined;
  readonly jobs: readonly JobRecord[];
}

/** A run with the time at which it began, and that of the latest word on it. */
export interface TimedRun extends KnownRun {
  readonly since: string;
  readonly now: string;
}

/** As the API says it. */
export const statusOf = ({ conclusion }: KnownRun) =>
  conclusion === undefined ? 'in_progress' : 'completed';
/** The name of the branch or tag. */
export const branchOf = ({ ref }: KnownRun) => ref.replace(/^refs\/(heads|tags)\//, '');

/** A run as the API answers it. */
export function apiRun(run: TimedRun, origin: string): ApiRun {
  const url = `${origin}/repos/${run.repository}/actions/runs/${run.runId}`;
  const [owner = ''] = run.repository.split('/');
  return {
    id: run.runId,
    name: run.file,
    node_id: `WFR_${run.runId}`,
    head_branch: branchOf(run),
    head_sha: run.sha,
    path: `.github/workflows/${run.file}`,
    display_title: run.file,
    run_number: run.runId,
    run_attempt: run.attempt,
    event: run.event,
    status: statusOf(run),
    conclusion: run.conclusion === undefined || run.conclusion === 'none' ? null : run.conclusion,
    repository: { full_name: run.repository } as NonNullable<ApiRun['repository']>,
    head_repository: { full_name: run.repository } as NonNullable<ApiRun['head_repository']>,
    workflow_id: stableId(`${run.repository}/${run.file}`),
    url,
    html_url: `https://github.com/${run.repository}/actions/runs/${run.runId}`,
    created_at: run.since,
    run_started_at: run.since,
    updated_at: run.now,
    actor: simpleUser(owner, origin),
    triggering_actor: simpleUser(owner, origin),
    jobs_url: `${url}/jobs`,
    artifacts_url: `${url}/artifacts`,
  };
}

/** A job as the API answers it; `at` is its place in the run. */
export function apiJob(job: JobRecord, at: number, run: TimedRun, origin: string): ApiJob {
  const id = run.runId * 1000 + at;
  const base = `${origin}/repos/${run.repository}/actions`;
  const done = job.result !== 'unfinished' || run.conclusion !== undefined;
  return {
    id,
    run_id: run.runId,
    run_url: `${base}/runs/${run.runId}`,
    run_attempt: run.attempt,
    node_id: `CR_${id}`,
    head_sha: run.sha,
    url: `${base}/jobs/${id}`,
    html_url: `https://github.com/${run.repository}/actions/runs/${run.runId}/job/${id}`,
    status: done ? 'completed' : 'in_progress',
    conclusion: done ? conclusionOf(job) : null,
    created_at: run.since,
    started_at: run.since,
    completed_at: done ? run.now : null,
    name: job.caller === undefined ? job.name : `${job.caller} / ${job.name}`,
    check_run_url: `${origin}/repos/${run.repository}/check-runs/${id}`,
    labels: [],
    runner_id: 1,
    runner_name: 'stage',
    runner_group_id: 1,
    runner_group_name: 'stage',
    workflow_name: run.file,
    head_branch: branchOf(run),
  };
}

function conclusionOf({ result }: JobRecord): ApiJob['conclusion'] {
  return result === 'success' || result === 'failure' || result === 'skipped' ? result : 'cancelled';
}
