import { reachedFrom, requiredGrants, type WorkflowSet } from '../graph/index.ts';
import type { Grant } from '../model/permissions.ts';
import type { Workflow } from '../model/workflow.ts';
import type { ExplainedGrant } from './explanation.ts';

/** What a caller of `workflow` must grant, with the jobs that ask for it. */
export function explainGrants(workflow: Workflow, set: WorkflowSet): readonly ExplainedGrant[] {
  return requiredGrants(workflow, set).map(({ scope, level }) => ({
    scope,
    level,
    jobs: grantedJobs(workflow, set, { scope, level }),
  }));
}

/** The jobs with steps that ask for a grant, at any depth below `workflow`. */
export function grantedJobs(
  workflow: Workflow,
  set: WorkflowSet,
  { scope, level }: Pick<Grant, 'level' | 'scope'>,
): ExplainedGrant['jobs'] {
  return reachedFrom(workflow, set).flatMap(({ workflow: reached, through }) =>
    reached.jobs.flatMap((job) => {
      const grant = job.permissions.find((one) => one.scope === scope && one.level === level);
      if (job.kind === 'call' || grant === undefined) return [];
      const path = [...through.map((hop) => hop.job.id), job.id];
      return [{ job: path.join(' / '), reason: grant.reason }];
    }),
  );
}
