import { Expr } from '../expression/expr.ts';
import type { ExprNode } from '../expression/node.ts';
import { calleeOf, reachedFrom } from '../graph/calls.ts';
import type { WorkflowSet } from '../graph/set.ts';
import type { Job, StepsJob } from '../model/job.ts';
import type { Step, ThirdPartyStep } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { matchesAction } from './commands.ts';
import { textOf } from './words.ts';

// What steps leave as artifacts and take from there, as far as their inputs tell.

/** An upload or a download of artifacts: a step, and the job that it is in. */
export interface ArtifactStep {
  readonly job: StepsJob;
  readonly step: ThirdPartyStep;
}

/** Every upload of artifacts in the steps of `job`. */
export function uploadsIn(job: StepsJob): readonly ArtifactStep[] {
  return stepsOf(job, ['actions/upload-artifact', 'actions/upload-artifact/merge']);
}

/** Every download of artifacts of the same run in the steps of `job`. */
export function downloadsIn(job: StepsJob): readonly ArtifactStep[] {
  return stepsOf(job, ['actions/download-artifact']).filter(
    ({ step }) => step.with['run-id'] === undefined && step.with['artifact-ids'] === undefined,
  );
}

/** The uploads that `job` makes: its own, or those of the workflow that it calls. */
export function uploadsOf(job: Job, set: WorkflowSet): readonly ArtifactStep[] {
  if (job.kind === 'steps') return uploadsIn(job);
  const callee = calleeOf(job, set);
  if (callee === undefined) return [];
  return reachedFrom(callee, set).flatMap(({ workflow }) =>
    workflow.jobs.flatMap((one) => (one.kind === 'steps' ? uploadsIn(one) : [])),
  );
}

/** Whether a download may take what an upload leaves; all of it where it names nothing. */
export function mayTake({ step: download }: ArtifactStep, { step: upload }: ArtifactStep): boolean {
  const given = upload.with.name ?? 'artifact';
  const { name, pattern } = download.with;
  if (name !== undefined && name !== '') return overlaps(formOf(name), formOf(given));
  if (pattern !== undefined && pattern !== '') return overlaps(formOf(pattern, 'glob'), formOf(given));
  return true;
}

/** Whether every part of `value` is known in advance: it holds no expression. */
export function isWritten(value: Value): boolean {
  return !(value instanceof Expr);
}

function stepsOf(job: StepsJob, actions: readonly string[]): readonly ArtifactStep[] {
  return job.steps.flatMap((step: Step) =>
    step.kind === 'third-party' && matchesAction(step.action, actions) ? [{ job, step }] : [],
  );
}

/** A name as a list of texts with anything between them. */
type Form = readonly string[];

/** What is known of a name: an expression, and a `*` of a glob, may be anything. */
function formOf(value: Value, kind: 'name' | 'glob' = 'name'): Form {
  if (!(value instanceof Expr)) return kind === 'glob' ? textOf(value).split(/[*?[\]{}]+/) : [textOf(value)];
  const { node } = value;
  if (node.kind === 'text') return partsOf(node.parts, kind);
  return node.kind === 'literal' ? [String(node.value)] : ['', ''];
}

function partsOf(parts: readonly (string | ExprNode)[], kind: 'name' | 'glob'): Form {
  const form: string[] = [''];
  for (const part of parts) {
    if (typeof part !== 'string') form.push('');
    else {
      const [first = '', ...rest] = kind === 'glob' ? part.split(/[*?[\]{}]+/) : [part];
      form[form.length - 1] += first;
      form.push(...rest);
    }
  }
  return form;
}

/** Whether one text can have both forms; where both have gaps, their known ends decide. */
function overlaps(one: Form, other: Form): boolean {
  if (one.length === 1) return fits(one[0] ?? '', other);
  if (other.length === 1) return fits(other[0] ?? '', one);
  const starts = [one[0] ?? '', other[0] ?? ''].sort((a, b) => a.length - b.length);
  const ends = [one.at(-1) ?? '', other.at(-1) ?? ''].sort((a, b) => a.length - b.length);
  return (starts[1] ?? '').startsWith(starts[0] ?? '') && (ends[1] ?? '').endsWith(ends[0] ?? '');
}

function fits(text: string, form: Form): boolean {
  const escaped = form.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^]*')}$`).test(text);
}
