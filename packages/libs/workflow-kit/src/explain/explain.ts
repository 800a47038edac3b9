import { artifactWarning } from '../actions/artifacts.ts';
import { Expr } from '../expression/expr.ts';
import { renderValue } from '../expression/render.ts';
import {
  type GroupUse,
  groupsOf,
  reachedFrom,
  showPattern,
  type WorkflowSet,
  workflowSet,
} from '../graph/index.ts';
import type { Value } from '../model/value.ts';
import type { Workflow } from '../model/workflow.ts';
import type { Pins } from '../pins/pin.ts';
import type { PublishedAt } from '../render/target.ts';
import { renderBare } from './bare.ts';
import { callerOf } from './caller.ts';
import type { ExplainedGroup, ExplainedInput, Explanation } from './explanation.ts';
import { explainGrants } from './grants.ts';
import { signersOf } from './signer.ts';

/** What {@link explain} must know besides the workflow. */
export interface ExplainOptions {
  /** The workflows among which those are that it calls by a reference; what it calls by source is known. */
  readonly workflows: readonly Workflow[];
  /** The release that the caller's snippet names; its `slug` is where the workflow stands. */
  readonly release: PublishedAt;
  readonly target: 'github.com' | 'ghes';
  /** `owner/name` of the library; where the workflow stands when absent. */
  readonly library?: string;
  /** The third-party actions that it uses; without them the newest are assumed. */
  readonly pins?: Pins;
}

/** Explains `workflow`: computed from the model, over everything that it calls. */
export function explain(workflow: Workflow, options: ExplainOptions): Explanation {
  const set = workflowSet([workflow, ...options.workflows], new Map());
  const reached = reachedFrom(workflow, set);
  const { call } = workflow;
  return {
    file: workflow.file,
    name: workflow.name,
    description: workflow.description,
    warning: artifactWarning(workflow, options.target, options.pins ?? new Map()),
    callable: call !== undefined,
    triggers: triggersOf(workflow),
    inputs: inputsOf(workflow),
    outputs: Object.entries(call?.outputs ?? {})
      .map(([name, { description }]) => ({ name, description }))
      .sort(byName),
    secrets: Object.entries(workflow.secrets)
      .map(([name, { description, required }]) => ({ name, required, description }))
      .sort(byName),
    permissions: explainGrants(workflow, set),
    groups: groupsIn(workflow, set),
    environments: reached.flatMap(({ workflow: one, through }) =>
      one.jobs.flatMap((job) => {
        const environment = job.kind === 'steps' ? job.environment : undefined;
        return environment === undefined
          ? []
          : [{ name: textOf(environment.name), job: placeName({ workflow: one, job, through }) }];
      }),
    ),
    signers: signersOf(reached, {
      slug: options.release.slug,
      library: options.library ?? options.release.slug,
    }),
    snippet: call && snippetOf(workflow, options),
  };
}

function snippetOf(
  workflow: Workflow,
  { workflows, release, target, pins = new Map() }: ExplainOptions,
): string {
  const uses = { pins, actions: new Map() };
  return renderBare(callerOf(workflow, { workflows }), { kind: target, release }, uses);
}

function inputsOf({ call, on }: Workflow): readonly ExplainedInput[] {
  const inputs = { ...on.workflowDispatch?.inputs, ...call?.inputs };
  return Object.entries(inputs).map(([name, { form, required, default: value, description }]) => ({
    name,
    type: form,
    required,
    default: value === undefined ? undefined : textOf(value),
    description,
  }));
}

function triggersOf({ on }: Workflow): readonly string[] {
  return Object.entries(on)
    .flatMap(([name, event]) => (event === undefined ? [] : [name]))
    .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .sort();
}

function groupsIn(workflow: Workflow, set: WorkflowSet): readonly ExplainedGroup[] {
  return groupsOf(workflow, set).map(({ concurrency, patterns, ...place }) => ({
    group: textOf(concurrency.group),
    names: [...new Set(patterns.map(showPattern))],
    held: placeName(place),
    queue: concurrency.queue,
    cancelInProgress: textOf(concurrency.cancelInProgress),
  }));
}

/** `build`, `publish / build` for a job of a called workflow, `ci.yml` for all of it. */
function placeName({ workflow, job, through }: Pick<GroupUse, 'job' | 'through' | 'workflow'>): string {
  return [...through.map((hop) => hop.job.id), job?.id ?? workflow.file].join(' / ');
}

function textOf(value: Value): string {
  return value instanceof Expr ? renderValue(value.node) : String(value);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
