import type { Mistake } from '../source/mistake.ts';
import { suggestion } from '../source/suggestion.ts';
import { conditionOf } from './condition.ts';
import type { Draft, Want } from './draft.ts';
import type { Job, Need, Result } from './job.ts';

/** The jobs with their needs in the order in which the jobs stand, and with their conditions. */
export function connect(drafts: readonly Draft[]): readonly Job[] {
  const order = new Map(drafts.map(({ job }, index) => [job.id, index]));
  const byId = new Map(drafts.map(({ job }) => [job.id, job]));
  const connected = drafts.map(({ job, wants }) => ({
    ...job,
    needs: wants
      .map((want) => needOf(want, byId))
      .sort((one, other) => (order.get(one.job) ?? 0) - (order.get(other.job) ?? 0)),
  }));
  const withNeeds = new Map(connected.map((job) => [job.id, job]));
  return connected.map((job) => ({ ...job, condition: conditionOf(job, withNeeds) }));
}

function needOf({ job, accepts }: Want, jobs: ReadonlyMap<string, Job>): Need {
  return { job, accepts: accepts ?? acceptedByDefault(jobs.get(job)) };
}

/**
 * A matrix of which not every leg must succeed is gone on from when a leg failed, or was cancelled
 * because its time was up; the writer then judges by the parts. Whether the whole run was cancelled
 * is asked on its own.
 */
function acceptedByDefault(job: Job | undefined): readonly Result[] {
  const policy = job?.matrix?.policy;
  return policy === undefined || policy === 'require-all' ? ['success'] : ['success', 'failure', 'cancelled'];
}

/** Ids that two jobs have, needs that name no job, or one twice, and circles. */
export function graphMistakes(drafts: readonly Draft[]): readonly Mistake[] {
  const ids = new Set(drafts.map(({ job }) => job.id));
  const unknown = drafts.flatMap(({ job, wants }) =>
    wants
      .filter((want) => !ids.has(want.job))
      .map((want) => ({
        at: job.at,
        message: `The job "${job.id}" needs "${want.job}", which is no job of this workflow.${suggestion(want.job, ids)}`,
      })),
  );
  const twice = drafts.flatMap(({ job, wants }) =>
    wants
      .filter((want, index) => wants.findIndex((other) => other.job === want.job) < index)
      .map((want) => ({
        at: job.at,
        message: `The job "${job.id}" names "${want.job}" twice under "needs".`,
      })),
  );
  const namesakes = sameIds(drafts);
  // Which of two jobs a need means is not known, so a circle would be found where there is none.
  return [...namesakes, ...unknown, ...twice, ...(namesakes.length > 0 ? [] : circles(drafts))];
}

function sameIds(drafts: readonly Draft[]): readonly Mistake[] {
  return drafts.flatMap(({ job }, index) => {
    const first = drafts.find((other) => other.job.id === job.id)?.job;
    if (first === undefined || first === drafts[index]?.job) return [];
    const message = `Two jobs have the id "${job.id}": this one and that of line ${first.at.line}. Give each an id of its own.`;
    return [{ at: job.at, message }];
  });
}

function circles(drafts: readonly Draft[]): readonly Mistake[] {
  const byId = new Map(drafts.map((draft) => [draft.job.id, draft]));
  const done = new Set<string>();
  const mistakes: Mistake[] = [];
  const visit = (id: string, path: readonly string[]): void => {
    const draft = byId.get(id);
    const start = path.indexOf(id);
    if (start >= 0 && draft !== undefined) {
      const circle = [...path.slice(start), id].map((one) => `"${one}"`).join(' → ');
      mistakes.push({ at: draft.job.at, message: `Jobs wait for each other in a circle: ${circle}.` });
    } else if (!done.has(id)) {
      for (const want of draft?.wants ?? []) visit(want.job, [...path, id]);
      done.add(id);
    }
  };
  for (const { job } of drafts) visit(job.id, []);
  return mistakes;
}
