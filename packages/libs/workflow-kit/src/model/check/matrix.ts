import { Expr } from '../../expression/expr.ts';
import type { Mistake } from '../../source/mistake.ts';
import type { Job } from '../job.ts';
import type { Leg, Matrix } from '../matrix.ts';
import type { Workflow } from '../workflow.ts';

/** https://docs.github.com/actions/reference/limits */
const MOST_LEGS = 256;

/** Matrices that GitHub refuses, and legs that cannot be told apart. */
export function matrixMistakes({ jobs }: Workflow): readonly Mistake[] {
  return jobs.flatMap((job) => [
    ...(job.matrix === undefined ? [] : matrixMessages(job, job.matrix)).map((message) => ({
      at: job.at,
      message,
    })),
  ]);
}

function matrixMessages(job: Job, { over, key, maxParallel }: Matrix): readonly string[] {
  return [
    ...(over instanceof Expr ? [] : legMessages(job.id, over, key)),
    ...sharedResource(job),
    ...(typeof maxParallel === 'number' && !(Number.isInteger(maxParallel) && maxParallel > 0)
      ? [`Found maxParallel ${maxParallel}; expected a whole number from 1.`]
      : []),
  ];
}

function legMessages(id: string, legs: readonly Leg[], key: string): readonly string[] {
  if (legs.length === 0) return [`The matrix "${id}" has no leg; GitHub refuses that.`];
  if (legs.length > MOST_LEGS) {
    return [
      `The matrix "${id}" has ${legs.length} legs; GitHub takes ${MOST_LEGS}. Split it into several jobs, each with a matrix of its own.`,
    ];
  }
  const keys = legs.map((leg) => leg[key]);
  if (keys.includes(undefined))
    return [`A leg of the matrix "${id}" has no field "${key}", which holds its key.`];
  const twice = keys.filter((one, index) => keys.indexOf(one) !== index);
  return [...new Set(twice)].map((one) => `Two legs of the matrix "${id}" have the key "${one}".`);
}

/** Legs that write the same thing would wait for each other and then overwrite one another. */
function sharedResource(job: Job): readonly string[] {
  if (job.kind === 'call' || job.writes === undefined) return [];
  return job.writes.group.uses.includes('matrix')
    ? []
    : [
        `All legs of "${job.id}" write one ${job.writes.kind}. Name it by a value of the leg, or let one writer write.`,
      ];
}
