import { stepsOf } from '../graph/set.ts';
import { uploadsToPyPi } from './releasing.ts';
import { defineRule } from './rule.ts';

/** PyPI compares the file of the job, crates.io that of the run; in a called workflow these differ. */
export const pypiInCallee = defineRule(
  'pypi-in-callee',
  'Uploads to PyPI stand in a workflow that starts by itself.',
  (set) =>
    stepsOf(set)
      .filter(({ workflow, step }) => workflow.call !== undefined && uploadsToPyPi(step))
      .map(({ workflow, job, step }) => ({
        workflow,
        job,
        step,
        message: `The step uploads to PyPI from ${workflow.file}, which others call: PyPI does not accept the identity of a called workflow. Render it with "inline" into a workflow that starts by itself.`,
      })),
);
