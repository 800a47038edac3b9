import { quote } from '@gatehouse/action-kit/quote';
import { Expr } from '../expression/expr.ts';
import { renderValue } from '../expression/render.ts';
import type { Concurrency, Job } from '../model/job.ts';
import type { Value } from '../model/value.ts';
import type { Workflow } from '../model/workflow.ts';

/** A value as it stands in the YAML. */
export function textOf(value: Value): string {
  return value instanceof Expr ? renderValue(value.node) : String(value);
}

/** The name of a group, in quotes. */
export function nameOfGroup({ group }: Concurrency): string {
  return quote(textOf(group));
}

/** `release.yml`, or `the job "draft" of release.yml`. */
export function nameOfUse({ workflow, job }: { workflow: Workflow; job: Job | undefined }): string {
  return job === undefined ? workflow.file : `the job "${job.id}" of ${workflow.file}`;
}
