import type { Step } from '../model/step.ts';
import type { Workflow } from '../model/workflow.ts';
import type { Pins } from '../pins/pin.ts';
import { pinFor } from '../pins/pin-for.ts';
import type { Target } from '../render/target.ts';

/**
 * What keeps `workflow` from running on `target`; `undefined` where nothing is known to. A GitHub Enterprise
 * Server refuses the artifact client since its version 4 (actions/upload-artifact, README "GHES Support").
 */
export function artifactWarning(workflow: Workflow, target: Target['kind'], pins: Pins): string | undefined {
  const jobs = target === 'ghes' ? jobsWithArtifacts(workflow, pins) : [];
  if (jobs.length === 0) return undefined;
  return `These jobs fail on a GitHub Enterprise Server, which has no artifact service v4 to carry what legs leave: ${jobs.join(', ')}.`;
}

/** `build`, or `call / build` for a job of a called workflow. */
function jobsWithArtifacts({ jobs }: Workflow, pins: Pins): readonly string[] {
  return jobs.flatMap((job) => {
    if (job.kind === 'steps') return job.steps.some((step) => carries(step, pins)) ? [job.id] : [];
    const callee = job.calls.workflow;
    return callee === undefined ? [] : jobsWithArtifacts(callee, pins).map((id) => `${job.id} / ${id}`);
  });
}

function carries(step: Step, pins: Pins): boolean {
  if (step.kind === 'third-party') {
    const isCarrier = /^actions\/(up|down)load-artifact(\/|$)/i.test(step.action);
    return isCarrier && !/^v?[0-3]\./.test(pinFor(step.action, pins)?.version ?? '');
  }
  if (step.kind !== 'own') return false;
  const { upload, 'parts-dir': folder = '' } = step.with;
  if (step.action === 'manifest-part') return upload !== false && upload !== 'false';
  return step.action === 'manifest-merge' && folder === '';
}
