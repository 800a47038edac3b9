/**
 * What the README and `action.yml` promise, and what GitHub's documentation says about runs, jobs, checks and statuses,
 * read off the whole truth. Shares no code with the gate, and knows neither the API nor time.
 */
import type {
  Attempt,
  Check,
  Question,
  Run,
  WantedCheck,
  WantedStatus,
  WantedWorkflow,
  World,
} from './world.ts';

/** What the oracle says of one part of the question. */
export type Ruling = 'green' | 'absent' | 'not green';

/** The commit is where `ref-policy` wants it, and the tag leads to it. */
export function isInPlace(world: World, question: Question): boolean {
  if (question.tag !== undefined && world.tags[question.tag] !== question.sha) return false;
  const commits = world.branches[question.branch ?? world.defaultBranch] ?? [];
  switch (question.refPolicy) {
    case 'none':
      return true;
    case 'head':
      return commits[0] === question.sha;
    case 'ancestor':
      return commits.includes(question.sha);
  }
}

/** Rules on a workflow by its own runs for the commit. */
export function ruleOnWorkflow(world: World, question: Question, wanted: WantedWorkflow): Ruling {
  const workflow = world.workflows.find(
    ({ path, source }) => path === wanted.file && source === wanted.source,
  );
  if (workflow === undefined) return 'absent';
  const branch = wanted.branch ?? question.branch ?? world.defaultBranch;
  const events = wanted.events ?? question.events;
  // The exact path of the repository's own file identifies a workflow, too: it had another id before it was made again.
  const isOf = (run: Run) =>
    run.workflowId === workflow.id || (workflow.source === undefined && run.path === workflow.path);
  const matching = world.runs.filter(
    (run) =>
      isOf(run) &&
      (wanted.ref === undefined || run.sourceRef === wanted.ref) &&
      run.sha === question.sha &&
      run.id !== question.ownRunId &&
      run.repositoryId === world.repositoryId &&
      run.headRepositoryId === world.repositoryId &&
      events.includes(run.event) &&
      // A name that a branch bears is that branch; a run of a tag called so is not one of it.
      !(run.byTag && branch in world.branches) &&
      (run.event === 'merge_group' ? run.queueFor === branch : run.branch === branch),
  );
  // Numbers of several workflows say nothing about each other: then only the file's own id counts.
  const several = (runs: readonly Run[]) => new Set(runs.map(({ workflowId }) => workflowId)).size > 1;
  const rule = (runs: readonly Run[]) =>
    ruleOnRuns(
      several(runs) ? runs.filter(({ workflowId }) => workflowId === workflow.id) : runs,
      question,
      wanted,
    );
  if (question.eventsPolicy === 'any') return rule(matching);
  const rulings = events.map((event) => rule(matching.filter((run) => run.event === event)));
  if (rulings.every((ruling) => ruling === 'green')) return 'green';
  return rulings.every((ruling) => ruling === 'absent') ? 'absent' : 'not green';
}

function ruleOnRuns(runs: readonly Run[], question: Question, wanted: WantedWorkflow): Ruling {
  if (runs.length === 0) return 'absent';
  const newestFirst = [...runs].sort((one, other) => other.number - one.number);
  const deciding = question.policy === 'latest' ? newestFirst.slice(0, 1) : newestFirst;
  return deciding.some((run) => isGreenRun(run, question, wanted)) ? 'green' : 'not green';
}

function isGreenRun(run: Run, question: Question, wanted: WantedWorkflow): boolean {
  const latest = run.attempts.at(-1);
  if (latest === undefined) return false;
  const ended = latest.status === 'completed';
  if (ended && !question.allowed.includes(latest.conclusion ?? '')) return false;
  if (!ended && wanted.when === 'run') return false;
  return wanted.jobs.every((name) =>
    ended ? haveLegsPassed(latest, name) : hasJobPassed(latest, name, run.attempts.length),
  );
}

/** All legs of a matrix and all jobs of a called workflow that have the name. */
function haveLegsPassed(attempt: Attempt, name: string): boolean {
  const legs = attempt.jobs.filter(
    (job) => job.name === name || job.name.startsWith(`${name} (`) || job.name.startsWith(`${name} / `),
  );
  return legs.length > 0 && legs.every((job) => job.status === 'completed' && job.conclusion === 'success');
}

/** The job of exactly this name, in the attempt that is running. */
function hasJobPassed(attempt: Attempt, name: string, number: number): boolean {
  const named = attempt.jobs.filter((job) => job.name === name);
  return (
    named.length > 0 &&
    named.every((job) => job.attempt === number && job.status === 'completed' && job.conclusion === 'success')
  );
}

/** Rules on a check: the last report of the app in each suite must be green. */
export function ruleOnCheck(world: World, question: Question, wanted: WantedCheck): Ruling {
  const lastOfSuite = new Map<number, Check>();
  for (const check of world.checks) {
    const byApp = check.appSlug === wanted.app || check.appId === wanted.app;
    if (byApp && check.name === wanted.name && check.sha === question.sha)
      lastOfSuite.set(check.suite, check);
  }
  if (lastOfSuite.size === 0) return 'absent';
  return [...lastOfSuite.values()].every(
    ({ status, conclusion }) => status === 'completed' && question.allowed.includes(conclusion ?? ''),
  )
    ? 'green'
    : 'not green';
}

/** Rules on a status: the last report of its creator must be a success. */
export function ruleOnStatus(world: World, question: Question, wanted: WantedStatus): Ruling {
  const last = world.statuses
    .filter(
      ({ context, creator, sha }) =>
        context === wanted.context && creator === wanted.creator && sha === question.sha,
    )
    .at(-1);
  if (last === undefined) return 'absent';
  return last.state === 'success' ? 'green' : 'not green';
}

/** The objections of the oracle; none means pass. */
export type Objection =
  | 'place'
  | 'nothing seen'
  | `workflow ${string}`
  | `check ${string}`
  | `status ${string}`;

/**
 * Why the gate may not pass.
 * @param moments States of the repository that the gate's last poll may have seen; a part that was green in one of them
 * is green, since parts are never asked in the same instant.
 */
export function objections(moments: readonly World[], question: Question): readonly Objection[] {
  const found: Objection[] = [];
  if (!moments.some((world) => isInPlace(world, question))) found.push('place');
  let seen = 0;
  const rule = (what: Objection, optional: boolean, ruleOn: (world: World) => Ruling) => {
    const rulings = moments.map(ruleOn);
    if (rulings.includes('green')) seen += 1;
    else if (!optional || !rulings.includes('absent')) found.push(what);
  };
  for (const wanted of question.workflows) {
    rule(`workflow ${wanted.file}`, wanted.optional, (world) => ruleOnWorkflow(world, question, wanted));
  }
  for (const wanted of question.checks) {
    rule(`check ${wanted.name}`, wanted.optional, (world) => ruleOnCheck(world, question, wanted));
  }
  for (const wanted of question.statuses) {
    rule(`status ${wanted.context}`, wanted.optional, (world) => ruleOnStatus(world, question, wanted));
  }
  if (seen === 0) found.push('nothing seen');
  return found;
}
