import { type Case, OWN_RUN, SHA, type Twist } from './case.ts';
import type { Attempt, Job, Question, Run, WantedWorkflow, World } from './world.ts';

const OTHER = 'b'.repeat(40);
const FOREIGN_ID = 900;
/** Suites from here on are not named in GitHub's answers. */
export const NO_SUITE = 100_000;

/** Status and conclusion of runs, jobs and checks; the first is green. */
export const ENDINGS: readonly (readonly [string, string | null])[] = [
  ['completed', 'success'],
  ['completed', 'failure'],
  ['in_progress', null],
  ['completed', 'skipped'],
  ['completed', 'neutral'],
  ['completed', 'cancelled'],
  ['queued', null],
  ['in_progress', 'success'],
  ['completed', 'timed_out'],
  ['completed', 'action_required'],
  ['completed', 'stale'],
  ['completed', 'startup_failure'],
  ['completed', null],
  ['completed', 'splendid'],
  ['splendid', 'success'],
  ['waiting', null],
  ['requested', 'success'],
];
const STATES = ['success', 'failure', 'pending', 'error', 'splendid', 'SUCCESS', 'neutral'];
const IDS: Readonly<Record<string, number>> = { 'ci.yml': 7, 'lint.yml': 8, 'sec.yml': 300 };
const nameOf = ({ file }: WantedWorkflow) => file.slice(file.lastIndexOf('/') + 1);

const LEGS = [
  (name: string) => [name],
  (name: string) => [`${name} (1)`, `${name} (2)`],
  (name: string) => [`${name} / unit`],
];

/** The world in which everything that is asked for is green. */
export function greenWorld({ question, legs }: Case): World {
  let world: World = {
    repositoryId: 1,
    defaultBranch: 'main',
    branches: { main: [SHA, OTHER], dev: [OTHER] },
    tags: { v1: SHA },
    workflows: [
      ...Object.entries(IDS).map(([file, id]) => ({
        id,
        path: `.github/workflows/${file}`,
        source: file === 'sec.yml' ? 'octo/policies' : undefined,
      })),
    ],
    runs: [],
    runsMade: 0,
    checks: [],
    statuses: [],
  };
  for (const wanted of question.workflows) {
    for (const event of eventsOf(question, wanted)) {
      const names = [
        ...wanted.jobs.flatMap(wanted.when === 'job' ? (name) => [name] : (LEGS[legs] ?? String)),
        'other',
      ];
      const run = aRun(world, question, wanted, event, names);
      world = { ...world, runs: [...world.runs, run], runsMade: world.runsMade + 1 };
    }
  }
  const twist: Twist = { kind: 'add-check', at: 0, ending: 0, odd: 'nothing', older: false };
  world = apply(world, question, twist);
  return apply(world, question, { ...twist, kind: 'add-status' });
}

const eventsOf = (question: Question, wanted: WantedWorkflow) => wanted.events ?? question.events;

function aRun(
  world: World,
  question: Question,
  wanted: WantedWorkflow,
  event: string,
  names: readonly string[],
): Run {
  const branch = wanted.branch ?? question.branch ?? 'main';
  const number = 100 + world.runsMade;
  return {
    id: 1000 + number * 10,
    number,
    workflowId: IDS[nameOf(wanted)] ?? 0,
    path: wanted.source === undefined ? wanted.file : `${wanted.source}/${wanted.file}@refs/heads/main`,
    sourceRef: wanted.source === undefined ? undefined : 'refs/heads/main',
    event,
    branch: event === 'merge_group' ? `gh-readonly-queue/${branch}/pr-1-${OTHER}` : branch,
    queueFor: event === 'merge_group' ? branch : undefined,
    byTag: false,
    sha: question.sha,
    repositoryId: 1,
    headRepositoryId: 1,
    attempts: [
      attemptOf(
        0,
        names.map((name) => ({ name, attempt: 1, status: 'completed', conclusion: 'success' })),
      ),
    ],
  };
}

function attemptOf(ending: number, jobs: readonly Job[]): Attempt {
  const [status, conclusion] = ENDINGS[ending] ?? ['completed', 'success'];
  return { status, conclusion, jobs };
}

/** The world after a change. */
export function apply(world: World, question: Question, twist: Twist): World {
  const { kind, at, ending } = twist;
  const { runs } = world;
  const [status, conclusion] = ENDINGS[ending] ?? ['completed', 'success'];
  const target = runs[at % Math.max(runs.length, 1)];
  const latest = target?.attempts.at(-1);
  const change = (attempts: readonly Attempt[]): World => ({
    ...world,
    runs: runs.map((run) => (run === target ? { ...run, attempts } : run)),
  });
  const main = question.branch ?? world.defaultBranch;
  switch (kind) {
    case 'add-run':
      return addRun(world, question, twist);
    case 'rerun':
    case 'rerun-failed': {
      if (target === undefined || latest === undefined) return world;
      const number = target.attempts.length + 1;
      const jobs = latest.jobs.map((job, index) =>
        kind === 'rerun-failed' && index !== at % latest.jobs.length
          ? job
          : {
              name: job.name,
              attempt: number,
              ...(index === at % latest.jobs.length
                ? { status, conclusion }
                : { status: 'completed', conclusion: 'success' }),
            },
      );
      return change([...target.attempts, attemptOf(twist.older ? 0 : ending, jobs)]);
    }
    case 'end-run':
      return target && latest
        ? change([...target.attempts.slice(0, -1), attemptOf(ending, latest.jobs)])
        : world;
    case 'end-job':
    case 'drop-job': {
      if (target === undefined || latest === undefined) return world;
      // GitHub does not tell a job that a re-run left out from one that passed in an earlier attempt.
      if (kind === 'drop-job' && target.attempts.length > 1) return world;
      const chosen = (at >> 1) % Math.max(latest.jobs.length, 1);
      // What ran in an earlier attempt has ended for good.
      const jobs = latest.jobs.flatMap((job, index) =>
        index !== chosen || job.attempt !== target.attempts.length
          ? [job]
          : kind === 'drop-job'
            ? []
            : [{ ...job, status, conclusion }],
      );
      return change([...target.attempts.slice(0, -1), { ...latest, jobs }]);
    }
    case 'delete-run':
      return { ...world, runs: runs.filter((run) => run !== target) };
    case 'add-check': {
      const { odd } = twist;
      const id = 5000 + world.checks.length;
      const check = {
        id,
        name: odd === 'name' ? 'built' : 'build',
        appId: odd === 'author' ? 78 : 77,
        appSlug: odd === 'author' ? 'evil-ci' : 'acme-ci',
        suite: odd === 'suite' ? 100 + id : odd === 'no-suite' ? NO_SUITE + id : 9,
        sha: odd === 'sha' ? OTHER : question.sha,
        status,
        conclusion,
      };
      return { ...world, checks: [...world.checks, check] };
    }
    case 'delete-checks':
      return { ...world, checks: [] };
    case 'add-status': {
      const { odd } = twist;
      const report = {
        id: 6000 + world.statuses.length,
        context: odd === 'name' ? 'ci/acme2' : 'ci/acme',
        creator: odd === 'author' ? 'mallory' : 'acme-bot',
        sha: question.sha,
        state: STATES[ending % STATES.length] ?? 'success',
      };
      return { ...world, statuses: [...world.statuses, report] };
    }
    case 'delete-statuses':
      return { ...world, statuses: [] };
    case 'move-head':
      return {
        ...world,
        branches: { ...world.branches, [main]: ['c'.repeat(40), ...(world.branches[main] ?? [])] },
      };
    case 'reset-branch':
      return { ...world, branches: { ...world.branches, [main]: ['d'.repeat(40)] } };
    case 'move-tag':
      return { ...world, tags: { ...world.tags, v1: OTHER } };
    case 'delete-tag':
      return {
        ...world,
        tags: Object.fromEntries(Object.entries(world.tags).filter(([name]) => name !== 'v1')),
      };
    case 'tag-like-branch':
      return { ...world, tags: { ...world.tags, [main]: question.sha } };
    case 'delete-branch':
      return {
        ...world,
        branches: Object.fromEntries(Object.entries(world.branches).filter(([name]) => name !== main)),
      };
    default:
      return kind satisfies never;
  }
}

function addRun(world: World, question: Question, { at, ending, odd, older }: Twist): World {
  const wanted = question.workflows[at % Math.max(question.workflows.length, 1)];
  if (wanted === undefined) return world;
  const events = eventsOf(question, wanted);
  const event =
    odd === 'queue' || odd === 'other-queue' ? 'merge_group' : (events[at % events.length] ?? 'push');
  const usual = aRun(world, question, wanted, event, [...wanted.jobs, 'other']);
  const number = older ? 100 - world.runsMade : usual.number;
  const run: Run = {
    ...usual,
    number,
    // The number decides, not the id.
    id: older ? 100_000 + world.runsMade : usual.id,
    attempts: [attemptOf(ending, usual.attempts[0]?.jobs ?? [])],
  };
  const tags =
    odd === 'by-tag' && isTagEvent(event) ? { ...world.tags, [run.branch]: question.sha } : world.tags;
  return { ...world, tags, runs: [...world.runs, oddRun(run, odd)], runsMade: world.runsMade + 1 };
}

const isTagEvent = (event: string) => event === 'push' || event === 'workflow_dispatch';

function oddRun(run: Run, odd: Twist['odd']): Run {
  switch (odd) {
    case 'event':
      return { ...run, event: 'issue_comment' };
    case 'branch':
      return run.queueFor === undefined
        ? { ...run, branch: `${run.branch}2` }
        : { ...run, branch: run.branch.replace('/pr-1', '2/pr-1'), queueFor: `${run.queueFor}2` };
    case 'sha':
      return { ...run, sha: OTHER };
    case 'fork':
    case 'namesake-fork':
      return { ...run, headRepositoryId: odd === 'fork' ? 2 : 3 };
    case 'own-run':
      return { ...run, id: OWN_RUN };
    case 'foreign-id':
      return { ...run, workflowId: FOREIGN_ID };
    case 'other-file':
      return { ...run, path: '.github/workflows/ci.yaml', workflowId: 901 };
    case 'path-ref':
      return run.sourceRef === undefined
        ? { ...run, path: `${run.path}@${run.id % 20 === 0 ? 'refs/heads/' : ''}${run.branch}` }
        : run;
    case 'look-alike':
      return { ...run, path: `${run.path}@x.yml`, workflowId: 902 };
    case 'other-source':
      return { ...run, path: `evil/policies/${run.path.replace(/^octo\/policies\//, '')}`, workflowId: 903 };
    case 'other-ref':
      return run.sourceRef === undefined
        ? run
        : { ...run, path: run.path.replace(/@.*/, '@refs/heads/wip'), sourceRef: 'refs/heads/wip' };
    case 'by-tag':
      return { ...run, byTag: isTagEvent(run.event) };
    case 'other-queue':
      return { ...run, branch: run.branch.replace(/\/pr-1/, '/x/pr-1'), queueFor: `${run.queueFor}/x` };
    default:
      return run;
  }
}
