import type { GitHubClient } from '@gatehouse/github-client';
import { readAnswer } from '../answers.ts';
import type { Patience } from '../policy.ts';
import { inRepository, type Question } from '../question.ts';
import { incomplete } from '../standing.ts';
import type { WorkflowFinding } from './finding.ts';
import { runsOfOneWorkflow } from './identity.ts';
import { findEarlyJobs, findJobs, type Job, judgeEarlyJobs, judgeJobsOfAttempt } from './jobs.ts';
import { judgeRuns, overruledBy, type RunStanding } from './judge.ts';
import { matchRuns } from './match.ts';
import { isRunOf, pathText } from './path.ts';
import type { Requirement } from './requirement.ts';
import { eventsOf, listRuns, listRunsOfWorkflow, type Runs, type Scope } from './runs.ts';

/**
 * Looks at every required workflow once. All together take one request, and one more for each that requires
 * jobs; a further look at the same costs nothing of the rate limit.
 */
export async function lookAtWorkflows(
  question: Question,
  scope: Scope,
  client: GitHubClient,
): Promise<readonly WorkflowFinding[]> {
  if (question.workflows.length === 0) return [];
  const common = await listRuns(question, scope, client);
  const findings: WorkflowFinding[] = [];
  for (const requirement of question.workflows) {
    findings.push(await lookAtOne(question, requirement, common, client));
  }
  return findings.map((finding) => requireOtherEvents(finding, findings));
}

/**
 * Under the events policy `all`, a workflow that may have no run at all needs one of each event as soon as it has
 * one of any.
 */
function requireOtherEvents(finding: WorkflowFinding, all: readonly WorkflowFinding[]): WorkflowFinding {
  const { requirement, standing } = finding;
  const path = pathText(requirement.path);
  const hasRun = all.some(
    (other) => pathText(other.requirement.path) === path && other.standing.state !== 'absent',
  );
  return standing.state === 'absent' && requirement.optional && hasRun
    ? { ...finding, requirement: { ...requirement, optional: false } }
    : finding;
}

/**
 * How a first look asks: by event where there is only one, since a quiet branch's head gathers runs of
 * `schedule` and the like; but where a missing run counts at once, for all, so that no second look is due.
 */
export function firstScope({ workflows }: Question, { graceMs }: Patience): Scope {
  return eventsOf(workflows).length === 1 && graceMs > 0 ? 'events' : 'all';
}

async function lookAtOne(
  question: Question,
  requirement: Requirement,
  common: Runs,
  client: GitHubClient,
): Promise<WorkflowFinding> {
  const { repository, policy, allowedConclusions } = question;
  const { runs, complete } = common.complete ? common : await listOne(question, requirement, common, client);
  const { counting: matching, others } = matchRuns(runs, requirement, question);
  const counting = await runsOfOneWorkflow(repository, requirement.path, matching, client);
  const settled = (standing: RunStanding): WorkflowFinding => {
    return { kind: 'workflow', requirement, others, standing, jobs: [], overruled: [] };
  };
  if (!complete) return settled({ ...incomplete('runs'), run: matching[0] });
  if (counting === undefined) return settled(severalWorkflows(matching));
  const [latest, ...older] = judgeRuns(counting, policy, allowedConclusions);
  const inspect = (standing: RunStanding) => lookInside(question, requirement, standing, client);
  const decided = await firstGreen(await inspect(latest), older, inspect);
  const overruled = overruledBy(decided.standing, counting, allowedConclusions);
  return { ...settled(decided.standing), ...decided, overruled };
}

async function listOne(
  question: Question,
  { path }: Requirement,
  common: Runs,
  client: GitHubClient,
): Promise<Runs> {
  const known = common.runs.filter((run) => isRunOf(path, run.path, run.branch));
  return listRunsOfWorkflow(question, path, known, client);
}

function severalWorkflows([latest]: readonly RunStanding['run'][]): RunStanding {
  const said =
    'cannot be judged: its runs belong to several workflows, and GitHub does not say which one the file is';
  return { state: 'unknown', reason: 'several-workflows', said, run: latest };
}

type Inside = Pick<WorkflowFinding, 'standing' | 'jobs'>;

/** What the latest run was found to be, unless an older one is green with its jobs and the latest is not. */
async function firstGreen(
  latest: Inside,
  older: readonly RunStanding[],
  inspect: (standing: RunStanding) => Promise<Inside>,
): Promise<Inside> {
  if (latest.standing.state === 'green') return latest;
  for (const standing of older) {
    const inside = await inspect(standing);
    if (inside.standing.state === 'green') return inside;
  }
  return latest;
}

/** Judges a run by the jobs that are required in it: a green one, or with `when: job` one that goes on. */
async function lookInside(
  { repository }: Question,
  { jobs: wanted, when }: Requirement,
  standing: RunStanding,
  client: GitHubClient,
): Promise<Inside> {
  const { state, run } = standing;
  const early = state === 'pending' && when === 'job';
  if (run === undefined || wanted.length === 0 || !(state === 'green' || early))
    return { standing, jobs: [] };
  const { items, complete } = await client.list(
    '/repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
    { ...inRepository(repository), run_id: run.id, filter: 'all' },
    (page) => page.jobs,
    { what: `jobs of the run ${run.id}` },
  );
  const jobs = items.map(jobOf);
  const found = early ? findEarlyJobs(wanted, jobs, run.attempt) : findJobs(wanted, jobs);
  if (!complete) return { standing: { ...incomplete('jobs'), run }, jobs: found };
  if (early) return { standing: judgeEarlyJobs(standing, found), jobs: found };
  return { standing: judgeJobsOfAttempt(standing, found, jobs, run.attempt), jobs: found };
}

function jobOf(answer: unknown): Job {
  const { name, run_attempt = 1, status, conclusion } = readAnswer('job', answer);
  return { name, attempt: run_attempt, status, conclusion };
}
