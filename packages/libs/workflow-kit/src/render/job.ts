import { Expr } from '../expression/expr.ts';
import { renderExpression } from '../expression/render.ts';
import type { Concurrency, Environment, Job } from '../model/job.ts';
import type { Matrix } from '../model/matrix.ts';
import type { Grant } from '../model/permissions.ts';
import type { Value } from '../model/value.ts';
import type { Pins } from '../pins/pin.ts';
import { renderStep } from './step.ts';
import { calleeReference, type Target } from './target.ts';
import { type Entry, mapping, type Node, named, scalar, sequence } from './yaml.ts';

/** One job. Keys as GitHub's documentation orders them, but for the long list of steps, which ends it. */
export function renderJob(job: Job, target: Target, pins: Pins): Node {
  const head: readonly Entry[] = [
    ['name', scalar(job.name)],
    ['permissions', renderPermissions(job.permissions)],
    ['needs', renderNeeds(job)],
    ['if', scalar(job.condition && renderExpression(job.condition.node))],
  ];
  const concurrency: Entry = ['concurrency', ...renderConcurrency(job.concurrency, target)];
  if (job.kind === 'call') {
    const { text, comment } = calleeReference(job.calls, target, pins);
    return mapping([
      ...head,
      concurrency,
      ['uses', scalar(text, comment)],
      ['with', named(job.with)],
      ['secrets', named(job.secrets)],
    ]);
  }
  return mapping([
    ...head,
    ['runs-on', renderLabels(job.runsOn)],
    ['environment', renderEnvironment(job.environment)],
    concurrency,
    ['outputs', named(job.outputs)],
    ['env', named(job.env)],
    ['timeout-minutes', scalar(job.timeoutMinutes)],
    ['strategy', job.matrix && renderMatrix(job.matrix)],
    ['steps', sequence(job.steps.map((step) => renderStep(step, target, pins)))],
  ]);
}

/** A concurrency group, and what is to be said about it. */
export function renderConcurrency(
  concurrency: Concurrency | undefined,
  target: Target,
): readonly [Node | undefined, { readonly above?: readonly string[] }] {
  if (concurrency === undefined) return [undefined, {}];
  const { group, queue, cancelInProgress } = concurrency;
  const without = queue === 'max' ? WITHOUT_QUEUE[target.kind] : undefined;
  const node = mapping([
    ['group', scalar(group)],
    ['cancel-in-progress', scalar(cancelInProgress)],
    ['queue', queue === 'max' && without === undefined ? scalar(queue) : undefined],
  ]);
  return [node, without === undefined ? {} : { above: [without] }];
}

/** Who refuses a file that says `queue: max`, and what that means there. */
const WITHOUT_QUEUE: Readonly<Record<Target['kind'], string | undefined>> = {
  'github.com': undefined,
  ghes: 'This server knows no "queue: max": a third run that waits cancels the second.',
  stage: 'The stage knows no "queue: max", and holds no group at all.',
};

/** `{}`, or each scope with what it is for. */
export function renderPermissions(grants: readonly Grant[]): Node {
  return mapping(grants.map(({ scope, level, reason }): Entry => [scope, scalar(level, reason)]));
}

function renderNeeds({ needs }: Job): Node | undefined {
  return needs.length === 0 ? undefined : sequence(needs.flatMap(({ job }) => scalar(job) ?? []));
}

function renderLabels(labels: Value | readonly Value[]): Node | undefined {
  return isList(labels) ? sequence(labels.flatMap((label) => scalar(label) ?? [])) : scalar(labels);
}

function renderEnvironment(environment: Environment | undefined): Node | undefined {
  if (environment === undefined) return undefined;
  const { name, url, deployment } = environment;
  if (url === undefined && deployment === undefined) return scalar(name);
  return mapping([
    ['name', scalar(name)],
    ['url', scalar(url)],
    ['deployment', scalar(deployment)],
  ]);
}

function renderMatrix({ over, maxParallel }: Matrix): Node {
  return mapping([
    ['fail-fast', scalar(false)],
    ['max-parallel', scalar(maxParallel)],
    ['matrix', over instanceof Expr ? scalar(over) : mapping([['include', renderLegs(over)]])],
  ]);
}

/** The fields of a leg stay in their order, in which GitHub shows them. */
function renderLegs(legs: Exclude<Matrix['over'], Expr>): Node {
  return sequence(
    legs.map((leg) => mapping(Object.entries(leg).map(([name, value]): Entry => [name, scalar(value)]))),
  );
}

function isList(labels: Value | readonly Value[]): labels is readonly Value[] {
  return Array.isArray(labels);
}
