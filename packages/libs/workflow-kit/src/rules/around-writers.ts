import { reachedFrom } from '../graph/calls.ts';
import { type GroupUse, groupsOf, isAround } from '../graph/groups.ts';
import type { WorkflowSet } from '../graph/set.ts';
import type { Job } from '../model/job.ts';
import { writesState } from './releasing.ts';

/** A group in which a job that writes waits or runs. */
export interface WriterGroup extends Pick<GroupUse, 'concurrency' | 'job' | 'workflow'> {
  readonly writer: Job;
}

/** The groups of the jobs that write, and those of the calls and the workflows around them. */
export function groupsAroundWriters(set: WorkflowSet): readonly WriterGroup[] {
  return set.workflows.flatMap((root) => {
    const groups = groupsOf(root, set).filter(({ through }) => through.length === 0);
    const writers = reachedFrom(root, set).flatMap(({ workflow, through }) =>
      workflow.jobs.filter(writesState).map((job) => ({ workflow, through, job })),
    );
    return groups.flatMap(({ workflow, job, concurrency, ...group }) => {
      const inside = writers.find(
        (writer) => writer.job === job || isAround({ ...group, workflow, job }, writer),
      );
      return inside === undefined ? [] : [{ workflow, job, concurrency, writer: inside.job }];
    });
  });
}
