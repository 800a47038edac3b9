import { isAbsolute } from 'node:path';
import { artifactWarning } from '../actions/artifacts.ts';
import { type Uses, usesMistakes } from '../actions/check-uses.ts';
import { Expr } from '../expression/expr.ts';
import { withoutCase } from '../expression/without-case.ts';
import type { Value } from '../model/value.ts';
import { changeValues } from '../model/values.ts';
import type { Workflow } from '../model/workflow.ts';
import { mistaken, refuse } from '../source/mistake.ts';
import { pathWithin } from '../source/position.ts';
import { withHeader } from './header.ts';
import { renderConcurrency, renderJob, renderPermissions } from './job.ts';
import { suppressionLines } from './suppressions.ts';
import type { Target } from './target.ts';
import { renderTriggers } from './triggers.ts';
import { comment, type Entry, mapping, type Node, named, print, scalar } from './yaml.ts';

/** How a workflow is rendered. */
export interface RenderOptions extends Uses {
  readonly target: Target;
  /** Absolute path of the repository, from which the header names the source. */
  readonly root: string;
  /** Name and version of the generator. */
  readonly generator: string;
}

/**
 * The text of `workflow`: the same for the same source, whatever the machine, its language and its
 * time zone. Throws a `WorkflowError` for an action that is not pinned or not used as its
 * `action.yml` says.
 */
export function renderWorkflow(workflow: Workflow, options: RenderOptions): string {
  refuse(usesMistakes(workflow, options));
  const source = pathWithin(options.root, workflow.at.file);
  if (isAbsolute(source))
    mistaken(workflow.at, `This source lies outside of ${options.root}, for which it is rendered.`);
  const known = options.target.kind === 'github.com' ? workflow : changeValues(workflow, older);
  return withHeader({ generator: options.generator, source }, renderBody(known, options));
}

/** A value in the words that GitHub Enterprise Server and the stage know. */
function older(value: Value): Value {
  return value instanceof Expr ? new Expr(value.type, withoutCase(value.node)) : value;
}

function renderBody(workflow: Workflow, { target, pins }: RenderOptions): string {
  const warning = artifactWarning(workflow, target.kind, pins);
  const about = [workflow.description.trim(), warning ?? [], suppressionLines(workflow.suppressions)].flat();
  const [concurrency, remarks] = renderConcurrency(workflow.concurrency, target);
  const jobs = workflow.jobs.map(
    (job, index): Entry => [
      job.id,
      renderJob(job, target, pins),
      { above: suppressionLines(job.suppressions), space: index > 0 },
    ],
  );
  const root = mapping([
    ['name', scalar(workflow.name)],
    ['run-name', scalar(workflow.runName)],
    ['on', renderTriggers(workflow), { space: true }],
    ['permissions', renderPermissions([]), { space: true }],
    ['env', named(workflow.env), { space: true }],
    ['defaults', runsScripts(workflow) ? bash() : undefined, { space: true }],
    ['concurrency', concurrency, { ...remarks, space: true }],
    ['jobs', mapping(jobs), { space: true }],
  ]);
  return `#${comment(about).replaceAll('\n', '\n#')}\n${print(root)}`;
}

function runsScripts({ jobs }: Workflow): boolean {
  return jobs.some((job) => job.kind === 'steps' && job.steps.some(({ kind }) => kind === 'run'));
}

/** The same shell on every system, and one that stops when any part of a pipe fails. */
function bash(): Node {
  return mapping([['run', mapping([['shell', scalar('bash')]])]]);
}
